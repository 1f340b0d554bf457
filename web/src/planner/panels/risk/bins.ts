/** Where the histogram's bars and the dates of a risk analysis stand. */
import type { components } from "../../../shared/schema";
import { dayFromIso } from "../../geometry/days";

export type Dates = Pick<
  components["schemas"]["RiskDates"],
  "planned" | "p10" | "p50" | "p80" | "p95" | "histogram"
>;

export interface Bar {
  /** Shares of the width and the height, from the left and from the bottom. */
  left: number;
  width: number;
  height: number;
}

export interface Mark {
  name: "planned" | "p10" | "p50" | "p80";
  at: number;
  /** What is written above it; of marks that stand together the last one says all. */
  label: string;
}

export interface Drawn {
  bars: Bar[];
  marks: Mark[];
}

const MARKED = ["planned", "p10", "p50", "p80"] as const;
// closer than this two labels would run into one another
const APART = 0.07;

/** Shares of a picture one wide and one high; it reaches as far as the planned date as well. */
export function drawnOf(dates: Dates): Drawn {
  const { first, days_per_bin: step, counts } = dates.histogram;
  const begins = dayFromIso(first) ?? 0;
  const planned = dayFromIso(dates.planned) ?? begins;
  const from = Math.min(begins, planned);
  const to = Math.max(begins + counts.length * step, planned + 1);
  const share = (day: number) => (day - from) / (to - from);
  const most = Math.max(...counts, 1);
  return {
    bars: counts.map((count, at) => ({
      left: share(begins + at * step),
      width: step / (to - from),
      height: count / most,
    })),
    // a date is reached at its end
    marks: labelled(
      MARKED.map((name) => ({ name, at: share((dayFromIso(dates[name]) ?? begins) + 1) })),
    ),
  };
}

function labelled(marks: readonly Omit<Mark, "label">[]): Mark[] {
  let held: string[] = [];
  return marks.map(({ name, at }, place) => {
    if (name === "planned") return { name, at, label: "" };
    held.push(name.toUpperCase());
    const next = marks[place + 1];
    if (next && next.at - at < APART) return { name, at, label: "" };
    const label = held.join(" ");
    held = [];
    return { name, at, label };
  });
}

/** `62 %`; what nearly always or nearly never happens is not called certain. */
export function chanceInWords(chance: number): string {
  if (chance > 0.99 && chance < 1) return "> 99 %";
  if (chance < 0.01 && chance > 0) return "< 1 %";
  return `${Math.round(chance * 100)} %`;
}
