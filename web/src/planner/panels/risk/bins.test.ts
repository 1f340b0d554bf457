import { expect, test } from "vitest";
import { chanceInWords, drawnOf } from "./bins";

const DATES = {
  planned: "2026-11-01",
  p10: "2026-11-06",
  p50: "2026-11-08",
  p80: "2026-11-10",
  p95: "2026-11-10",
  histogram: { first: "2026-11-05", days_per_bin: 2, counts: [1, 4, 2] },
};

test("the picture reaches from the planned date to the last bin", () => {
  const { bars, marks } = drawnOf(DATES);
  expect(bars.map(({ left }) => left)).toEqual([0.4, 0.6, 0.8]);
  expect(bars.map(({ width }) => width)).toEqual([0.2, 0.2, 0.2]);
  expect(bars.map(({ height }) => height)).toEqual([0.25, 1, 0.5]);
  expect(marks).toEqual([
    { name: "planned", at: 0.1, label: "" },
    { name: "p10", at: 0.6, label: "P10" },
    { name: "p50", at: 0.8, label: "P50" },
    { name: "p80", at: 1, label: "P80" },
  ]);
});

test("one single day is a picture too", () => {
  const one = { ...DATES, planned: "2026-11-05", histogram: { first: "2026-11-05", days_per_bin: 1, counts: [9] } };
  expect(drawnOf(one).bars).toEqual([{ left: 0, width: 1, height: 1 }]);
});

test("marks that stand together share one label", () => {
  const close = { ...DATES, p50: DATES.p10 };
  expect(drawnOf(close).marks.map(({ label }) => label)).toEqual(["", "", "P10 P50", "P80"]);
});

test("nothing is certain that is not", () => {
  expect(chanceInWords(0.1899)).toBe("19 %");
  expect(chanceInWords(0.9993)).toBe("> 99 %");
  expect(chanceInWords(0.0007)).toBe("< 1 %");
  expect([chanceInWords(0), chanceInWords(1)]).toEqual(["0 %", "100 %"]);
});
