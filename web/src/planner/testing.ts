/** Small plans for unit tests: a line for each activity. */
import type { Gantt, LinkKind } from "./plan";

export interface Line {
  code: string;
  start?: number | null;
  finish?: number | null;
  building?: number | null;
  wbs?: string;
  kind?: Gantt["activities"]["kind"][number];
  critical?: boolean;
  planned?: number | null;
}

type Tie = readonly [number, LinkKind, number];

/** Activities get the ids 1, 2, 3 …; ties name them by id. */
export function said(lines: readonly Line[], ties: readonly Tie[] = []): Gantt {
  const nothing = lines.map(() => null);
  const of = <T>(read: (line: Line) => T) => lines.map(read);
  return {
    project: 1,
    name: "项目",
    name_en: "Project",
    role: "planner",
    computation: 1,
    problem: null,
    today: 20_000,
    data_date: null,
    calendar: null,
    buildings: [
      { id: 7, code: "1#", name: "1# 厂房", name_en: "Plant 1#" },
      { id: 8, code: "2#", name: "2# 厂房", name_en: "Plant 2#" },
    ],
    calendars: [],
    links: {
      id: ties.map((_, at) => at + 1),
      version: ties.map(() => 1),
      predecessor: ties.map(([from]) => from),
      successor: ties.map(([, , to]) => to),
      kind: ties.map(([, kind]) => kind),
      lag_days: ties.map(() => 0),
      lag_percent: ties.map(() => null),
      lag_clock: ties.map(() => "default" as const),
    },
    activities: {
      id: lines.map((_, at) => at + 1),
      version: lines.map(() => 1),
      code: of(({ code }) => code),
      name: of(({ code }) => `活动 ${code}`),
      name_en: of(({ code }) => `Activity ${code}`),
      wbs: of(({ wbs = "" }) => wbs),
      kind: of(({ kind = "task" }) => kind),
      building: of(({ building = null }) => building),
      calendar: nothing,
      duration_days: of(({ start, finish }) => (finish ?? 0) - (start ?? 0) + 1),
      duration_clock: lines.map(() => "calendar" as const),
      constraint: lines.map(() => "asap" as const),
      constraint_date: nothing,
      planned_start: nothing,
      planned_finish: of(({ planned = null }) => planned),
      baseline_start: nothing,
      baseline_finish: nothing,
      early_start: nothing,
      early_finish: nothing,
      late_start: nothing,
      late_finish: nothing,
      forecast_start: of(({ start = null }) => start),
      forecast_finish: of(({ finish = null }) => finish),
      actual_start: nothing,
      actual_finish: nothing,
      total_float: lines.map(() => 0),
      critical: of(({ critical = false }) => critical),
      near_critical: lines.map(() => false),
      percent_complete: lines.map(() => 0),
      reached: lines.map(() => false),
      responsible: nothing,
    },
  };
}
