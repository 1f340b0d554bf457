import { expect, test } from "vitest";
import { numberOf } from "../../geometry/days";
import { stretchesOf, yearsOf } from "./holidays";

const first = numberOf(2026, 10, 1);
const calendar = {
  id: 1,
  name: "中国",
  weekly: [],
  days: [first + 1, first, first + 9, numberOf(2027, 1, 1)],
  worked: [false, false, true, false],
  names: ["国庆节", "国庆节", "国庆节", "元旦"],
  seasons: [],
};

test("days off in a row are one stretch, made-up days are others", () => {
  expect(yearsOf(calendar)).toEqual([2026, 2027]);
  expect(stretchesOf(calendar, 2026)).toEqual([
    { first, last: first + 1, worked: false, name: "国庆节" },
    { first: first + 9, last: first + 9, worked: true, name: "国庆节" },
  ]);
});
