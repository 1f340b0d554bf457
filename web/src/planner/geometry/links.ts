/** The way of a link's line from one bar to another. */
import type { LinkKind } from "../plan";
import type { End } from "./hit";

/** What a bar offers to a link: the x of its ends and the y of its middle. */
export interface Bar {
  left: number;
  right: number;
  y: number;
}

/** How far a line runs straight from a bar before it turns. */
export const STUB = 8;

/** 1: the line leaves or comes at a finish (the right side); -1: at a start. */
export function sidesOf(kind: LinkKind): readonly [number, number] {
  return [kind[0] === "F" ? 1 : -1, kind[1] === "F" ? 1 : -1];
}

/**
 * Points of the line as x, y, x, y … It leaves by the side of its kind and comes in from outside.
 * Where the straight way is barred it goes around, `halfRow` below or above the bar it leaves.
 */
export function routeOf(kind: LinkKind, from: Bar, to: Bar, halfRow: number): number[] {
  const [leaves, comes] = sidesOf(kind);
  const x1 = leaves > 0 ? from.right : from.left;
  const x2 = comes > 0 ? to.right : to.left;
  const out = x1 + leaves * STUB;
  const before = x2 + comes * STUB;
  if (leaves === comes) {
    const turn = leaves > 0 ? Math.max(out, before) : Math.min(out, before);
    return [x1, from.y, turn, from.y, turn, to.y, x2, to.y];
  }
  if ((before - out) * leaves >= 0) return [x1, from.y, out, from.y, out, to.y, x2, to.y];
  const between = from.y + (to.y >= from.y ? halfRow : -halfRow);
  return [x1, from.y, out, from.y, out, between, before, between, before, to.y, x2, to.y];
}

/** Into which direction the arrow at the end of a line points: 1 to the right, -1 to the left. */
export function arrowOf(kind: LinkKind): number {
  return -sidesOf(kind)[1];
}

/** The kind of a link from one end to another. */
export function kindOf(leaves: End, comes: End): LinkKind {
  const from = leaves === "finish" ? "F" : "S";
  return comes === "finish" ? `${from}F` : `${from}S`;
}

/** The two ends that a kind joins. */
export function endsOf(kind: LinkKind): readonly [End, End] {
  const named = (letter: string | undefined): End => (letter === "F" ? "finish" : "start");
  return [named(kind[0]), named(kind[1])];
}
