/** Lines, scale and calendars of a plan as it is looked at; each made anew only when it must be. */
import { useMemo } from "react";
import { nameOf, t } from "../shared/i18n";
import { kept } from "./geometry/filters";
import { type Intervals, intervalsOf } from "./geometry/intervals";
import { type Outline, outlineOf } from "./geometry/outline";
import { type Rows, rowsOf } from "./geometry/rows";
import { type Scale, scaleOf } from "./geometry/scale";
import { type Workdays, workdaysOf } from "./geometry/workdays";
import type { Plan } from "./plan";
import type { View } from "./useView";

export interface Layout {
  outline: Outline;
  rows: Rows;
  links: Intervals;
  scale: Scale;
  /** The project's own calendar, by which the chart is shaded. */
  workdays: Workdays;
  /** The calendar of an activity. */
  calendarOf: (place: number) => Workdays;
  shown: number;
}

function useCalendars(plan: Plan) {
  const { calendars, calendar, activities } = plan.said;
  return useMemo(() => {
    const known = new Map(calendars.map((each) => [each.id, workdaysOf(each)]));
    const own = (calendar === null ? undefined : known.get(calendar)) ?? workdaysOf(undefined);
    const calendarOf = (place: number) => known.get(activities.calendar[place] ?? -1) ?? own;
    return { workdays: own, calendarOf };
  }, [calendars, calendar, activities]);
}

export function useLayout(plan: Plan, { look, closed }: View): Layout {
  const { grouping, asked, zoom } = look;
  const outline = useMemo(
    () => outlineOf(plan, grouping, { nameOf, noBuilding: t("gantt.noBuilding") }),
    [plan, grouping],
  );
  const keep = useMemo(() => kept(plan, asked), [plan, asked]);
  const rows = useMemo(() => rowsOf(plan, outline, keep, closed), [plan, outline, keep, closed]);
  const links = useMemo(() => {
    const at = (places: Int32Array) => places.map((place) => rows.standsAt[place] ?? -1);
    return intervalsOf(at(plan.linkFrom), at(plan.linkTo), rows.count);
  }, [plan, rows]);
  const scale = useMemo(() => scaleOf(zoom, plan.first, plan.last), [zoom, plan]);
  const shown = useMemo(() => keep.reduce((sum, each) => sum + each, 0), [keep]);
  return { outline, rows, links, scale, shown, ...useCalendars(plan) };
}
