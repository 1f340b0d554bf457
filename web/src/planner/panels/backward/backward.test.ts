import { expect, test } from "vitest";
import { numberOf } from "../../geometry/days";
import { planOf } from "../../plan";
import { said } from "../../testing";
import {
  dayProposed,
  daysShort,
  isGoal,
  type Look,
  openMilestones,
  placeOfCode,
  supposed,
  verdictOf,
} from "./backward";

const MONDAY = numberOf(2026, 3, 2);
const NAMED = { activity: 7, code: "A", name: "基础" };

function look(changes: Partial<Look>): Look {
  return {
    plan: "0".repeat(32),
    milestone: null,
    finish: "2026-03-10",
    expected_finish: "2026-03-12",
    met: false,
    must_start_count: 0,
    must_start: [],
    drivers: [],
    activities_count: 1,
    activities: [
      {
        ...NAMED,
        latest_start: "2026-03-03",
        latest_finish: "2026-03-06",
        total_float_days: -1.5,
        critical: true,
      },
    ],
    crash: null,
    ...changes,
  };
}

test("a verdict tells a late goal from another date that is too tight", () => {
  expect(verdictOf(look({}))).toEqual({ kind: "short", days: 2 });
  expect(verdictOf(look({ expected_finish: "2026-03-08" }))).toEqual({ kind: "tight", days: 2 });
  expect(verdictOf(look({ expected_finish: "2026-03-10", met: true }))).toEqual({
    kind: "met",
    days: 0,
  });
});

test("what is short is the float of the work that is held", () => {
  const driver = {
    ...NAMED,
    cause: "must_finish_by",
    constraint: null,
    float_minutes: -720,
    path: [],
    activities_count: 0,
    activities: [],
  } as const;
  expect(daysShort(look({}), driver as never)).toBe(1.5);
  expect(daysShort(look({ activities: [] }), driver as never)).toBeNull();
});

test("the brackets are the latest dates", () => {
  expect(supposed(look({})).get(7)).toEqual({ start: MONDAY + 1, finish: MONDAY + 4, late: true });
});

test("goals are found by code; what is over or follows others is none", () => {
  const given = said([
    { code: "A", start: MONDAY, finish: MONDAY + 2 },
    { code: "M1", kind: "finish_milestone", planned: MONDAY + 9 },
    { code: "M2", kind: "finish_milestone" },
    { code: "L", kind: "level_of_effort" },
  ]);
  given.activities.actual_finish = [null, null, MONDAY, null];
  const plan = planOf(given);
  expect(placeOfCode(plan, " m1 ")).toBe(1);
  expect(placeOfCode(plan, "X")).toBeNull();
  expect([0, 1, 2, 3].map((place) => isGoal(plan, place))).toEqual([true, true, false, false]);
  expect(openMilestones(plan, 5)).toEqual([1]);
  expect(dayProposed(plan, 0)).toBe("2026-03-04");
  expect(dayProposed(plan, null)).toBe("2026-03-11");
});
