import { describe, expect, it } from "vitest";
import { crossing, intervalsOf } from "./intervals";

/** The same numbers each time. */
function* numbers(seed: number): Generator<number, never> {
  for (;;) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    yield seed;
  }
}

describe("links over rows", () => {
  it("are found exactly where they cross the rows that are asked for", () => {
    const rows = 500;
    const draw = numbers(7);
    const next = (most: number) => draw.next().value % most;
    const ends = Array.from({ length: 800 }, () => {
      const from = next(rows);
      return [from, Math.min(rows - 1, Math.max(0, from + next(9) ** 3 - 200))] as const;
    });
    const one = Int32Array.from(ends, ([from]) => from);
    const other = Int32Array.from(ends, ([, to]) => to);
    const index = intervalsOf(one, other, rows);
    for (let from = 0; from < rows; from += 13) {
      const to = Math.min(rows - 1, from + next(60));
      const found: number[] = [];
      crossing(index, from, to, (link) => found.push(link));
      const right = ends.flatMap(([low, high], link) =>
        Math.min(low, high) <= to && Math.max(low, high) >= from ? [link] : [],
      );
      expect(found.sort((a, b) => a - b)).toEqual(right);
    }
  });

  it("leave out what stands in no row", () => {
    const index = intervalsOf(Int32Array.of(-1, 2, 0), Int32Array.of(2, -1, 2), 3);
    const found: number[] = [];
    crossing(index, 0, 2, (link) => found.push(link));
    expect(found).toEqual([2]);
    crossing(intervalsOf(new Int32Array(0), new Int32Array(0), 0), 0, 10, () => found.push(-1));
    expect(found).toEqual([2]);
  });
});
