/** A year of a calendar in words: stretches of days that are not as every week. */
import { civilOf } from "../../geometry/days";
import type { Gantt } from "../../plan";

export interface Stretch {
  first: number;
  last: number;
  worked: boolean;
  name: string;
}

type Calendar = Gantt["calendars"][number];

/** The years of which the calendar says something. */
export function yearsOf({ days }: Calendar): number[] {
  return [...new Set(days.map((day) => civilOf(day).year))].toSorted((one, other) => one - other);
}

export function stretchesOf(calendar: Calendar, year: number): Stretch[] {
  const stretches: Stretch[] = [];
  const order = calendar.days.map((_, at) => at).toSorted((one, other) => calendar.days[one]! - calendar.days[other]!);
  for (const at of order) {
    const day = calendar.days[at]!;
    if (civilOf(day).year !== year) continue;
    const worked = calendar.worked[at] ?? false;
    const name = calendar.names[at] ?? "";
    const last = stretches.at(-1);
    if (last && last.last === day - 1 && last.worked === worked && last.name === name) last.last = day;
    else stretches.push({ first: day, last: day, worked, name });
  }
  return stretches;
}
