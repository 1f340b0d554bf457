import { describe, expect, it } from "vitest";
import { fitted, middleOf, pathOf, type Place, ringOf, roundLength } from "./projection";

const SQUARE: Place[] = [
  [119, 36],
  [119.01, 36],
  [119.01, 36.01],
  [119, 36.01],
  [119, 36],
];

describe("a drawing of places", () => {
  it("has north up and east to the right, centred", () => {
    const drawing = fitted(SQUARE, 400, 300, 20);
    const [west, south] = drawing?.at([119, 36]) ?? [];
    const [east, north] = drawing?.at([119.01, 36.01]) ?? [];
    expect(west).toBeLessThan(east as number);
    expect(north).toBeLessThan(south as number);
    const [x, y] = drawing?.at([119.005, 36.005]) ?? [];
    expect(x).toBeCloseTo(200, 5);
    expect(y).toBeCloseTo(150, 5);
  });

  it("stays inside its margin and fills one way", () => {
    const drawing = fitted(SQUARE, 400, 300, 20);
    const [, north] = drawing?.at([119, 36.01]) ?? [];
    expect(north).toBeCloseTo(20, 5);
  });

  it("keeps shapes: a degree of longitude is shorter than one of latitude", () => {
    const drawing = fitted(SQUARE, 1000, 1000, 0);
    const [west, south] = drawing?.at([119, 36]) ?? [0, 0];
    const [east, north] = drawing?.at([119.01, 36.01]) ?? [0, 0];
    expect((east - west) / (south - north)).toBeCloseTo(Math.cos((36.005 * Math.PI) / 180), 5);
  });

  it("shows ground around a single place", () => {
    const drawing = fitted([[119, 36]], 400, 400, 0);
    expect(drawing?.scale).toBe(2);
  });

  it("is none without places", () => {
    expect(fitted([], 400, 300, 20)).toBeNull();
    expect(middleOf([])).toBeNull();
  });
});

it("reads the ring of a polygon and draws it", () => {
  const ring = ringOf({ coordinates: [[[119, 36], [119.01, 36], [119, 36.01], [119, 36]]] });
  const drawing = fitted(ring, 100, 100, 10);
  expect(ring).toHaveLength(4);
  expect(drawing && pathOf(ring, drawing)).toMatch(/^M[\d.]+ [\d.]+L.*Z$/);
  expect(middleOf(ring)?.[0]).toBeCloseTo(119.005, 6);
  expect(middleOf(ring)?.[1]).toBeCloseTo(36.005, 6);
});

it("measures by a round length", () => {
  expect(roundLength(100, 0.2)).toBe(500);
  expect(roundLength(100, 0.9)).toBe(100);
  expect(roundLength(100, 0.4)).toBe(200);
});
