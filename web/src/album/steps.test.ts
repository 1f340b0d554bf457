import { expect, it } from "vitest";
import { stepOf } from "./steps";

it("takes a long swipe for a step and a short one for none", () => {
  expect(stepOf(-120)).toBe(1);
  expect(stepOf(120)).toBe(-1);
  expect(stepOf(30)).toBe(0);
  expect(stepOf(0)).toBe(0);
});
