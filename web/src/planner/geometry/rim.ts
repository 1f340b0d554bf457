/** How fast the chart moves on under what is held at its rim. */

/** So near to an end of the chart it moves, the faster the nearer, up to `MOST` pixels a frame. */
const RIM = 32;
const MOST = 14;

/**
 * Pixels a frame along one axis: `at` and `from` are where the pointer is and where it was put down,
 * between the ends `low` and `high`. Only towards the end that the pointer went to: what is taken
 * hold of at the rim stays under it.
 */
export function rimSpeed(at: number, from: number, low: number, high: number): number {
  const [below, above] = [low + RIM - at, at - (high - RIM)];
  const depth = at < from ? Math.max(0, below) : Math.max(0, above);
  return Math.sign(at - from) * Math.ceil((Math.min(depth, RIM) / RIM) * MOST) || 0;
}
