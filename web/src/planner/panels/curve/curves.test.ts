import { expect, test } from "vitest";
import { columnsOf, type Curves, standingOf } from "./curves";

const CURVES: Curves = {
  baseline: 1,
  unit: "weight",
  data_date: "1970-01-09",
  days: ["1970-01-02", "1970-01-09", "1970-01-16"],
  planned: [10, 40, 80],
  early: [12, 45, 80],
  late: [5, 30, 80],
  actual: [8, 20, null],
};

test("the standing is that of the last day with an actual value, in percent of all work", () => {
  expect(standingOf(CURVES)).toEqual({ day: "1970-01-09", planned: 50, actual: 25 });
  expect(standingOf({ ...CURVES, actual: [null, null, null] })).toBeNull();
  expect(standingOf({ ...CURVES, planned: [0, 0, 0] })).toBeNull();
});

test("the picture's days are seconds", () => {
  expect(columnsOf(CURVES)[0]).toEqual([86_400, 8 * 86_400, 15 * 86_400]);
  expect(columnsOf(CURVES)).toHaveLength(5);
});
