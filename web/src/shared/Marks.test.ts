import { expect, it } from "vitest";
import { arrowPath } from "./Marks";

it("ends in two barbs, no longer than the arrow itself", () => {
  const path = arrowPath([0, 0], [10, 0]);
  expect(path.startsWith("M0 0L10 0M")).toBe(true);
  const numbers = path.match(/-?\d+(\.\d+)?(e-\d+)?/g)?.map(Number) ?? [];
  const [left, right] = [numbers[4] ?? NaN, numbers[8] ?? NaN];
  expect(left).toBeCloseTo(10 - 10 * Math.cos(Math.PI / 7));
  expect(right).toBeCloseTo(left);
});
