/** The lines of the table: headings and activities, as far as they are open and asked for. */
import { NONE, type Plan } from "../plan";
import type { Heading, Outline } from "./outline";

/** What stands below a heading, also while it is closed. */
export interface Sum extends Heading {
  count: number;
  start: number;
  finish: number;
  critical: boolean;
}

/** `place[row]` is an activity's place, or `-1 - h` for the heading h. */
export interface Rows {
  count: number;
  place: Int32Array;
  level: Uint8Array;
  sums: readonly Sum[];
  /** The row of each place, -1 where it is not shown. */
  rowOf: Int32Array;
  /** The row that stands for each place: its own, or the closed heading above it. */
  standsAt: Int32Array;
}

function summed(plan: Plan, outline: Outline, keep: Uint8Array): Sum[] {
  const sums: Sum[] = outline.headings.map((heading) => ({
    ...heading,
    count: 0,
    start: NONE,
    finish: NONE,
    critical: false,
  }));
  outline.order.forEach((place, at) => {
    if (!keep[place]) return;
    for (let heading = outline.under[at]!; heading >= 0; heading = sums[heading]!.above) {
      const sum = sums[heading]!;
      sum.count += 1;
      sum.critical ||= plan.said.activities.critical[place] ?? false;
      const [start, finish] = [plan.start[place]!, plan.finish[place]!];
      if (start !== NONE && (sum.start === NONE || start < sum.start)) sum.start = start;
      if (finish > sum.finish) sum.finish = finish;
    }
  });
  return sums;
}

/** The lines in a row while they are made. */
class Writer {
  readonly place: number[] = [];
  readonly level: number[] = [];
  private readonly headingRow: Int32Array;
  /** The closed heading that hides each heading's lines, itself included; -1: none. */
  private readonly closedBy: Int32Array;

  constructor(
    private readonly sums: readonly Sum[],
    closed: ReadonlySet<string>,
  ) {
    this.headingRow = new Int32Array(sums.length).fill(-1);
    this.closedBy = new Int32Array(sums.length).fill(-1);
    // a heading stands behind those above it
    sums.forEach((sum, at) => {
      const above = sum.above < 0 ? -1 : this.closedBy[sum.above]!;
      this.closedBy[at] = above >= 0 ? above : closed.has(sum.key) ? at : -1;
    });
  }

  /** The row of a heading; those above it come first. A hidden one is the row that hides it. */
  heading(at: number): number {
    const hidden = this.closedBy[at]!;
    if (hidden >= 0 && hidden !== at) return this.heading(hidden);
    if (this.headingRow[at]! >= 0) return this.headingRow[at]!;
    const sum = this.sums[at]!;
    if (sum.above >= 0) this.heading(sum.above);
    this.headingRow[at] = this.push(-1 - at, sum.level);
    return this.headingRow[at]!;
  }

  /** Write an activity; return its row and the row that stands for it. */
  activity(place: number, under: number): readonly [number, number] {
    if (under < 0) {
      const row = this.push(place, 0);
      return [row, row];
    }
    const at = this.heading(under);
    if (this.closedBy[under]! >= 0) return [-1, at];
    const row = this.push(place, this.sums[under]!.level + 1);
    return [row, row];
  }

  private push(place: number, level: number): number {
    this.place.push(place);
    this.level.push(level);
    return this.place.length - 1;
  }
}

export function rowsOf(
  plan: Plan,
  outline: Outline,
  keep: Uint8Array,
  closed: ReadonlySet<string>,
): Rows {
  const sums = summed(plan, outline, keep);
  const writer = new Writer(sums, closed);
  const rowOf = new Int32Array(plan.count).fill(-1);
  const standsAt = new Int32Array(plan.count).fill(-1);
  outline.order.forEach((place, at) => {
    if (!keep[place]) return;
    const [row, stands] = writer.activity(place, outline.under[at]!);
    rowOf[place] = row;
    standsAt[place] = stands;
  });
  return {
    count: writer.place.length,
    place: Int32Array.from(writer.place),
    level: Uint8Array.from(writer.level),
    sums,
    rowOf,
    standsAt,
  };
}
