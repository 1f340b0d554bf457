/** The S-curves in numbers: where the plan stands on its data date, and columns for the picture. */
import type { components } from "../../../shared/schema";
import { dayFromIso } from "../../geometry/days";

export type Curves = components["schemas"]["CurvesAnswer"];

const DAY_S = 86_400;

/** Seconds since 1970-01-01 UTC for the picture's axis, and a column for each curve. */
export function columnsOf(curves: Curves): [number[], ...(number | null)[][]] {
  return [
    curves.days.map((day) => (dayFromIso(day) ?? 0) * DAY_S),
    curves.early,
    curves.late,
    curves.planned,
    curves.actual,
  ];
}

export interface Standing {
  day: string;
  /** Percent of all work. */
  planned: number;
  actual: number;
}

/** Where the plan should be and is: at the last day of which both are known. */
export function standingOf({ days, planned, actual }: Curves): Standing | null {
  let last = actual.length - 1;
  while (last >= 0 && actual[last] === null) last -= 1;
  const total = planned.at(-1) ?? 0;
  if (last < 0 || total <= 0) return null;
  const share = (value: number) => (100 * value) / total;
  return { day: days[last]!, planned: share(planned[last]!), actual: share(actual[last]!) };
}
