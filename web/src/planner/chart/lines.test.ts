import { expect, test } from "vitest";
import { intervalsOf } from "../geometry/intervals";
import { scaleOf } from "../geometry/scale";
import { planOf } from "../plan";
import { said } from "../testing";
import { linkAt, lineOf } from "./lines";
import type { Scene } from "./scene";

const COUNT = 50_000;

/** A long chain, a row each: every activity begins when the one before it ends. */
function chain(): Scene {
  const lines = Array.from({ length: COUNT }, (_, at) => ({
    code: String(at),
    start: at % 300,
    finish: (at % 300) + 2,
  }));
  const ties = lines.slice(1).map((_, at) => [at + 1, "FS", at + 2] as const);
  const plan = planOf(said(lines, ties));
  const rowOf = Int32Array.from({ length: COUNT }, (_, at) => at);
  const rows = { count: COUNT, place: rowOf, rowOf, standsAt: rowOf, sums: [], level: new Uint8Array(COUNT) };
  const links = intervalsOf(plan.linkFrom, plan.linkTo, COUNT);
  return { plan, rows, links, scale: scaleOf("day", plan.first, plan.last), preview: null } as unknown as Scene;
}

test("a link is found by a point on its line, also among 50,000, and none beside it", () => {
  const scene = chain();
  const link = 30_000;
  const points = lineOf(scene, link)!;
  const [x, y] = [points[2]!, (points[3]! + points[5]!) / 2];
  const began = performance.now();
  expect(linkAt(scene, x + 2, y)).toBe(link);
  expect(linkAt(scene, x + 40, y + 7)).toBe(-1);
  expect(performance.now() - began).toBeLessThan(50);
});
