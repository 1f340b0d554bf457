/** Which days a calendar works, as the server's columns say. */
import type { Gantt } from "../plan";
import { weekdayOf } from "./days";

type Calendar = Gantt["calendars"][number];

export interface Workdays {
  worked: (day: number) => boolean;
  /** A day off on a weekday that is usually worked, or a made-up day; null: as every week. */
  exception: (day: number) => { worked: boolean; name: string } | null;
}

const MONDAY_TO_FRIDAY = [true, true, true, true, true, false, false];

export function workdaysOf(calendar: Calendar | undefined): Workdays {
  const weekly = calendar?.weekly ?? MONDAY_TO_FRIDAY;
  const dated = new Map<number, { worked: boolean; name: string }>();
  calendar?.days.forEach((day, at) => {
    dated.set(day, { worked: calendar.worked[at] ?? false, name: calendar.names[at] ?? "" });
  });
  // a season lies on top of dated days, a later one on top of an earlier
  const seasons = calendar?.seasons.toReversed() ?? [];
  const seasonAt = (day: number) => seasons.find(({ first, last }) => day >= first && day <= last);
  const exception = (day: number) => seasonAt(day) ?? dated.get(day) ?? null;
  return {
    exception,
    worked: (day) => exception(day)?.worked ?? weekly[weekdayOf(day)] ?? false,
  };
}

/** How many days from `start` to `finish` (both in it) are worked. */
export function workedBetween(calendar: Workdays, start: number, finish: number): number {
  let count = 0;
  for (let day = start; day <= finish; day += 1) count += Number(calendar.worked(day));
  return count;
}

/** No calendar rests for longer. */
const REST_MOST = 1000;

/** The moment (a day with its fraction) that lies so many worked days after another, or before. */
export function worked(calendar: Workdays, from: number, days: number): number {
  const step = Math.sign(days);
  let left = Math.abs(days);
  let at = from;
  let rest = 0;
  while (left > 0 && rest < REST_MOST) {
    const over = step > 0 ? Math.floor(at) : Math.ceil(at) - 1;
    const works = calendar.worked(over);
    rest = works ? 0 : rest + 1;
    const part = works ? Math.min(1, left) : 1;
    at += step * part;
    if (works) left -= part;
  }
  return at;
}
