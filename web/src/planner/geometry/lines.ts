/** Points beside a link's line, and where on it a word has room. */

/** How far (x, y) lies from a line of x, y, x, y …, whose pieces are level or upright. */
export function distanceTo(points: readonly number[], x: number, y: number): number {
  let least = Infinity;
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [x1, y1, x2, y2] = points.slice(at, at + 4) as [number, number, number, number];
    const aside = Math.max(Math.min(x1, x2) - x, 0, x - Math.max(x1, x2));
    const off = Math.max(Math.min(y1, y2) - y, 0, y - Math.max(y1, y2));
    least = Math.min(least, Math.hypot(aside, off));
  }
  return least;
}

export interface Spot {
  /** The word's middle. */
  x: number;
  y: number;
}

const AROUND = 6;
const ABOVE = 6;
/** An upright piece is this long before a word may stand across it. */
const UPRIGHT_LEAST = 16;

/**
 * Where a word of that width stands: above the longest level piece it fits to; else across the longest
 * upright one, between two rows, if `across` allows it. Null where it has no room.
 */
export function spotOn(
  points: readonly number[],
  width: number,
  rowHeight: number,
  across: boolean,
): Spot | null {
  let [level, upright] = [width + AROUND, UPRIGHT_LEAST];
  let above: Spot | null = null;
  let crossing: Spot | null = null;
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [x1, y1, x2, y2] = points.slice(at, at + 4) as [number, number, number, number];
    const [wide, high] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
    if (wide >= level) {
      level = wide;
      above = { x: (x1 + x2) / 2, y: y1 - ABOVE };
    } else if (across && high >= upright) {
      upright = high;
      crossing = { x: x1, y: Math.round((y1 + y2) / 2 / rowHeight) * rowHeight };
    }
  }
  return above ?? crossing;
}
