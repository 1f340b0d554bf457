import { expect, test } from "vitest";
import { type Line, movedMost } from "./baselines";

function line(code: string, start: number, finish: number): Line {
  return { code, start_calendar_days: start, finish_calendar_days: finish } as Line;
}

test("what moved comes latest first, and what stayed is left out", () => {
  const lines = [line("A", 0, 2), line("B", 0, 0), line("C", 1, 0), line("D", 0, -3), line("E", 3, 9)];
  expect(movedMost(lines, false).map(({ code }) => code)).toEqual(["E", "A", "C", "D"]);
  expect(movedMost(lines, true).map(({ code }) => code)).toEqual(["E", "A"]);
});
