/** What lies under the pointer. */
import type { Bar } from "./links";

export type Part =
  /** The bar itself: dragging moves it. */
  | "body"
  /** Its right edge: dragging changes the duration. */
  | "edge"
  /** The knobs beside the bar, from which links are drawn. */
  | "start-knob"
  | "finish-knob";

/** The edge that can be dragged lies inside of the bar, the knobs outside. */
const EDGE = 6;
const KNOB_FROM = 2;
const KNOB_TO = 14;

/** Which part of a bar an x lies at; null: none of it. A milestone has no edge. */
export function partAt(bar: Bar, x: number, milestone: boolean): Part | null {
  if (x < bar.left - KNOB_TO || x > bar.right + KNOB_TO) return null;
  if (x < bar.left - KNOB_FROM) return "start-knob";
  if (x > bar.right + KNOB_FROM) return "finish-knob";
  const short = bar.right - bar.left < 3 * EDGE;
  if (!milestone && x > bar.right - (short ? 2 : EDGE)) return "edge";
  return "body";
}

/** The row at a y; null above the first and below the last one. */
export function rowAt(y: number, rowHeight: number, count: number): number | null {
  const row = Math.floor(y / rowHeight);
  return row >= 0 && row < count ? row : null;
}

/** Where a link leaves a bar, or comes to it. */
export type End = "start" | "finish";

export function endOfKnob(part: Part): End | null {
  if (part === "start-knob") return "start";
  return part === "finish-knob" ? "finish" : null;
}

/** To which end of a bar a link is drawn that is let go at an x on it; null beside it. */
export function endAt(bar: Bar, x: number): End | null {
  if (x < bar.left - KNOB_TO || x > bar.right + KNOB_TO) return null;
  return x < (bar.left + bar.right) / 2 ? "start" : "finish";
}
