/** What the pointer does on the chart. */
import { type PointerEvent, useState } from "react";
import { BAR_HEIGHT, barOf, HEAD, ROW, type Scene } from "./chart/scene";
import type { Rest } from "./chart/Tip";
import { type Part, partAt, rowAt } from "./geometry/hit";
import type { Bar } from "./geometry/links";
import { dayAt } from "./geometry/scale";
import type { Viewport } from "./viewport";

export interface Point {
  /** In the whole chart. */
  x: number;
  y: number;
  /** In the canvas. */
  seenX: number;
  seenY: number;
}

export interface Hit {
  row: number;
  place: number;
  part: Part;
  bar: Bar;
}

/** Where a pointer is on the screen, and over what. */
export type Pointed = Pick<PointerEvent, "clientX" | "clientY" | "currentTarget">;

export function pointOf(pointed: Pointed, viewport: Viewport): Point {
  const box = pointed.currentTarget.getBoundingClientRect();
  const { left, top } = viewport.shown();
  const [seenX, seenY] = [pointed.clientX - box.left, pointed.clientY - box.top];
  return { x: seenX + left, y: seenY - HEAD + top, seenX, seenY };
}

/** The row under a point; null at the time scale and below the last one. */
export function rowUnder(scene: Scene, point: Point): number | null {
  return point.seenY < HEAD ? null : rowAt(point.y, ROW, scene.rows.count);
}

/** The bar under a point, and which part of it. */
export function hitAt(scene: Scene, point: Point): Hit | null {
  const row = rowUnder(scene, point);
  const place = row === null ? -1 : scene.rows.place[row]!;
  if (row === null || place < 0) return null;
  const bar = barOf(scene, place, row);
  const part = bar && partAt(bar, point.x, scene.plan.milestone[place] === 1);
  return part ? { row, place, part, bar } : null;
}

/** Whether a point is on the bar as it is drawn; a hit counts all of its row. */
export function isOnBar({ bar, part }: Hit, point: Point): boolean {
  return (part === "body" || part === "edge") && Math.abs(point.y - bar.y) <= BAR_HEIGHT / 2;
}

/** What the pointer rests on, to be told beside it. */
export function useRest(viewport: Viewport) {
  const [rest, setRest] = useState<Rest | null>(null);
  const look = (event: PointerEvent, scene: Scene): void => {
    if (event.pointerType === "touch") return;
    const point = pointOf(event, viewport);
    const hit = hitAt(scene, point);
    const day = point.seenY < HEAD ? dayAt(scene.scale, point.x) : null;
    const told = hit !== null || day !== null;
    setRest(told ? { x: point.seenX, y: point.seenY, place: hit?.place ?? null, day } : null);
  };
  return { rest, look, leave: () => setRest(null) };
}
