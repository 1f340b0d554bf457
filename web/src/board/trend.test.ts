import { beforeAll, expect, it } from "vitest";
import { wordsLoad } from "../shared/i18n";
import type { Trend } from "../shared/portfolio";
import { directionOf, finishesOf, knownOf, lightsOf, slipOf } from "./trend";

const TODAY = "2026-11-24";
const worse: Trend = {
  since: "2026-11-17",
  direction: "worse",
  light_then: "yellow",
  light_now: "red",
  forecast_then: "2026-12-04",
  forecast_now: "2026-12-10",
  slip_days: 6,
  changed_since: [],
};

beforeAll(() => wordsLoad("en"));

it("says by how much a forecast moved, and nothing where it did not or is not known", () => {
  expect(slipOf(worse, TODAY)).toBe("+6 d in 7 days");
  expect(slipOf({ ...worse, slip_days: -2 }, TODAY)).toBe("−2 d in 7 days");
  expect(slipOf({ ...worse, slip_days: 0 }, TODAY)).toBe("");
  expect(slipOf({ ...worse, slip_days: null }, TODAY)).toBe("");
});

it("names what was then and what is now", () => {
  expect(directionOf(worse, TODAY)).toBe("Worse");
  expect(lightsOf(worse)).toMatch(/ → Red/);
  expect(finishesOf(worse, TODAY)).toBe("Fri 4 Dec → Thu 10 Dec");
});

it("says what is not known instead of guessing it", () => {
  const new_ = { ...worse, direction: "unknown", light_then: null, forecast_then: null } as const;
  expect(directionOf(new_, TODAY)).toBe("No record of 7 days ago");
  expect(lightsOf(new_)).toBe("no milestone was entered yet");
  expect(finishesOf(new_, TODAY)).toMatch(/^not computed then, or not kept → /);
  expect(finishesOf({ ...new_, forecast_now: null }, TODAY)).toBe("the plan is not computed");
  expect(knownOf(new_)).toBe("");
});

it("says how far the past is exact", () => {
  expect(knownOf(worse)).toMatch(/record of reports/);
  expect(knownOf({ ...worse, changed_since: ["milestone", "calendar"] })).toMatch(
    /^Written since: milestones, calendar /,
  );
});
