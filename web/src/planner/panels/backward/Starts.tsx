/** What has to start now for the date to hold, and what should have started before today. */
import { t } from "../../../shared/i18n";
import { figure } from "../../grid/columns";
import { Jump } from "../Jump";
import type { PanelProps } from "../panels";
import { useSome } from "../useSome";
import type { Look } from "./backward";

type Given = Pick<PanelProps, "plan" | "onGo">;
type Urgent = Look["must_start"][number];

const STEP = 10;
const URGENCIES = ["past", "this_week"] as const;

function leftInWords({ days_left }: Urgent): string {
  const key = days_left < 0 ? "backward.ago" : "backward.left";
  return t(key, { count: figure(Math.abs(days_left)) });
}

function Group({ title, rows, plan, onGo }: Given & { title: string; rows: readonly Urgent[] }) {
  const [some, more] = useSome(rows, STEP);
  return (
    <section>
      <h4>{title}</h4>
      <ul>
        {some.map((each) => (
          <li key={each.activity}>
            <Jump named={each} plan={plan} onGo={onGo} />
            <p className={each.days_left < 0 ? "panel-late" : "quiet"}>
              {t("backward.latestStart", { day: each.latest_start })} · {leftInWords(each)}
            </p>
          </li>
        ))}
      </ul>
      {more}
    </section>
  );
}

export function Starts({ look, ...given }: Given & { look: Look }) {
  const groups = URGENCIES.map((urgency) => ({
    urgency,
    rows: look.must_start.filter((each) => each.urgency === urgency),
  })).filter(({ rows }) => rows.length);
  if (!groups.length) return <p className="quiet">{t("backward.nothingUrgent")}</p>;
  return groups.map(({ urgency, rows }) => (
    <Group
      key={urgency}
      title={t(`backward.urgencies.${urgency}`, { count: rows.length })}
      rows={rows}
      {...given}
    />
  ));
}
