/** The two lines of the time scale: where units begin and what they are called. */
import type { Language } from "../../shared/dates";
import { civilOf, numberOf, weekdayOf } from "./days";
import type { Span, Zoom } from "./scale";

export type Unit = "day" | "week" | "month" | "quarter" | "year";

export interface Tick {
  /** The unit's first day, and the first one behind it. */
  from: number;
  to: number;
  label: string;
}

export const TIERS: Record<Zoom, readonly [Unit, Unit]> = {
  day: ["month", "day"],
  week: ["month", "week"],
  month: ["year", "month"],
  quarter: ["year", "month"],
  year: ["year", "quarter"],
};

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** The first day of the unit in which a day lies, or of one that many units later. */
export function unitStart(unit: Unit, day: number, later = 0): number {
  const { year, month } = civilOf(day);
  switch (unit) {
    case "day":
      return day + later;
    case "week":
      return day - weekdayOf(day) + 7 * later;
    case "month":
      return numberOf(year, month + later, 1);
    case "quarter":
      return numberOf(year, month - ((month - 1) % 3) + 3 * later, 1);
    case "year":
      return numberOf(year + later, 1, 1);
  }
}

/** What a unit is called; `above` names the year already, or the month. */
function labelOf(unit: Unit, day: number, above: Unit | null, language: Language): string {
  const { year, month, day: date } = civilOf(day);
  const english = language === "en";
  switch (unit) {
    case "day":
      return String(date);
    case "week":
      return english ? `${date} ${MONTHS[month - 1]}` : `${month}-${String(date).padStart(2, "0")}`;
    case "month": {
      const name = english ? (MONTHS[month - 1] ?? "") : `${month}月`;
      if (above === "year") return name;
      return english ? `${name} ${year}` : `${year}年${name}`;
    }
    case "quarter":
      return english ? `Q${Math.ceil(month / 3)}` : `${Math.ceil(month / 3)}季度`;
    case "year":
      return english ? String(year) : `${year}年`;
  }
}

export function ticksOf(
  unit: Unit,
  shown: Span,
  language: Language,
  above: Unit | null = null,
): Tick[] {
  const ticks: Tick[] = [];
  let from = unitStart(unit, shown.from);
  while (from <= shown.to) {
    const to = unitStart(unit, from, 1);
    ticks.push({ from, to, label: labelOf(unit, from, above, language) });
    from = to;
  }
  return ticks;
}
