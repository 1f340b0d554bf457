import { describe, expect, it } from "vitest";
import type { LinkKind } from "../plan";
import { endAt, partAt } from "./hit";
import { arrowOf, endsOf, kindOf, routeOf, STUB } from "./links";

const A = { left: 100, right: 200, y: 14 };
const LATER = { left: 300, right: 400, y: 70 };
const EARLIER = { left: 20, right: 60, y: 70 };
const KINDS: LinkKind[] = ["FS", "SS", "FF", "SF"];

describe("a link's line", () => {
  it.each(KINDS)("%s joins the right ends by horizontal and vertical pieces", (kind) => {
    for (const to of [LATER, EARLIER, { ...A, y: 98 }]) {
      const points = routeOf(kind, A, to, 14);
      expect(points.slice(0, 2)).toEqual([kind[0] === "F" ? A.right : A.left, A.y]);
      expect(points.slice(-2)).toEqual([kind[1] === "F" ? to.right : to.left, to.y]);
      for (let at = 0; at + 3 < points.length; at += 2) {
        expect(points[at] === points[at + 2] || points[at + 1] === points[at + 3]).toBe(true);
      }
    }
  });

  it.each(KINDS)("%s comes in from outside, as its arrow points", (kind) => {
    for (const to of [LATER, EARLIER]) {
      const points = routeOf(kind, A, to, 14);
      const [before, end] = [points.at(-4)!, points.at(-2)!];
      expect(Math.sign(end - before)).toBe(arrowOf(kind));
      expect(Math.abs(end - before)).toBeGreaterThanOrEqual(STUB);
    }
  });

  it("goes around where the successor begins before the end", () => {
    expect(routeOf("FS", A, LATER, 14)).toHaveLength(8);
    const around = routeOf("FS", A, EARLIER, 14);
    expect(around).toHaveLength(12);
    expect(around[5]).toBe(A.y + 14);
    expect(routeOf("FS", { ...A, y: 98 }, EARLIER, 14)[5]).toBe(84);
  });
});

describe("a bar under the pointer", () => {
  it("has a body, an edge and a knob at both sides", () => {
    expect([80, 90, 150, 197, 210, 230].map((x) => partAt(A, x, false))).toEqual([
      null,
      "start-knob",
      "body",
      "edge",
      "finish-knob",
      null,
    ]);
    expect(partAt(A, 197, true)).toBe("body");
  });

  it("takes a link at the nearer of its ends", () => {
    expect([80, 90, 149, 151, 210, 230].map((x) => endAt(A, x))).toEqual([
      null,
      "start",
      "start",
      "finish",
      "finish",
      null,
    ]);
  });
});

describe("a link's kind", () => {
  it.each(KINDS)("%s names the two ends, and they name it", (kind) => {
    expect(kindOf(...endsOf(kind))).toBe(kind);
  });
});
