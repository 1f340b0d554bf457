import { expect, test } from "vitest";
import { heightsOf } from "./resources";

test("the highest of use and limit is the height of the picture", () => {
  const period = { first: "2026-11-02", last: "2026-11-08", used_hours: 0, over_hours: 0 };
  expect(
    heightsOf([
      { ...period, peak: 6, capacity: 4 },
      { ...period, peak: 3, capacity: 4 },
    ]),
  ).toEqual([
    { used: 1, limit: 4 / 6 },
    { used: 0.5, limit: 4 / 6 },
  ]);
  expect(heightsOf([{ ...period, peak: 0, capacity: 0 }])).toEqual([{ used: 0, limit: 0 }]);
});
