/** What the pointer rests on, in words. */
import { language, t } from "../../shared/i18n";
import { figure, textOf } from "../grid/columns";
import { isoOf } from "../geometry/days";
import type { Workdays } from "../geometry/workdays";
import { daysLate, NONE, type Plan } from "../plan";

export interface Rest {
  x: number;
  y: number;
  /** An activity, or a day of the scale. */
  place: number | null;
  day: number | null;
}

function aboutActivity(plan: Plan, place: number): string[] {
  const text = (column: "code" | "name" | "start" | "finish") =>
    textOf(plan, place, column, language());
  const ghost = plan.ghostFinish[place]!;
  const float = plan.said.activities.total_float[place];
  const late = daysLate(plan, place);
  return [
    `${text("code")} ${text("name")}`,
    plan.milestone[place] ? text("finish") : `${text("start")} – ${text("finish")}`,
    [
      float === null || float === undefined ? "" : t("gantt.floatOf", { count: figure(float) }),
      late > 0 ? t("gantt.lateBy", { count: late }) : "",
    ]
      .filter(Boolean)
      .join(" · "),
    ghost === NONE
      ? ""
      : t("gantt.baselineOf", { start: isoOf(plan.ghostStart[place]!), finish: isoOf(ghost) }),
  ].filter(Boolean);
}

function aboutDay(workdays: Workdays, day: number): string[] {
  const exception = workdays.exception(day);
  if (!exception) return [];
  const key = exception.worked ? "gantt.dayMade" : "gantt.dayOff";
  return [t(key, { day: isoOf(day), name: exception.name })];
}

export function Tip({ plan, workdays, rest }: { plan: Plan; workdays: Workdays; rest: Rest }) {
  const lines =
    rest.place !== null
      ? aboutActivity(plan, rest.place)
      : rest.day !== null
        ? aboutDay(workdays, rest.day)
        : [];
  if (!lines.length) return null;
  return (
    <div
      className="gantt-tip"
      aria-hidden="true"
      style={{ transform: `translate(${rest.x + 12}px, ${rest.y + 16}px)` }}
    >
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
