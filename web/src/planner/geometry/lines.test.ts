import { describe, expect, it } from "vitest";
import { distanceTo, spotOn } from "./lines";

const LINE = [0, 10, 20, 10, 20, 66, 120, 66];

describe("a point beside a line", () => {
  it("lies as far off as from the nearest piece", () => {
    expect(distanceTo(LINE, 10, 13)).toBe(3);
    expect(distanceTo(LINE, 25, 40)).toBe(5);
    expect(distanceTo(LINE, 123, 70)).toBe(5);
    expect(distanceTo(LINE, 20, 66)).toBe(0);
  });

  it("is on no line that has no pieces", () => {
    expect(distanceTo([], 0, 0)).toBe(Infinity);
    expect(distanceTo([1, 1], 1, 1)).toBe(Infinity);
  });
});

describe("a word on a line", () => {
  it("stands above the longest level piece", () => {
    expect(spotOn(LINE, 40, 28, true)).toEqual({ x: 70, y: 60 });
  });

  it("stands across an upright piece between two rows where that is allowed", () => {
    expect(spotOn(LINE, 100, 28, true)).toEqual({ x: 20, y: 28 });
    expect(spotOn(LINE, 100, 28, false)).toBeNull();
    expect(spotOn([0, 10, 8, 10, 8, 20, 16, 20], 30, 28, true)).toBeNull();
  });
});
