/**
 * Which links cross some rows, without looking at all of them.
 *
 * A link over 2^k rows at the most lies in one cell of 2^k rows, or reaches into the next: it is
 * kept at the cell in which it begins, and a question looks at the cells of each level that could
 * reach the rows asked for.
 */
interface Level {
  /** Links of cell c are `links[start[c]] … links[start[c + 1]]`. */
  start: Int32Array;
  links: Int32Array;
}

export interface Intervals {
  low: Int32Array;
  high: Int32Array;
  levels: readonly Level[];
}

function levelOf(low: number, high: number): number {
  return 32 - Math.clz32(high - low);
}

/** Both ends' rows of each link; links with a negative row are nowhere. */
export function intervalsOf(one: Int32Array, other: Int32Array, rows: number): Intervals {
  const low = new Int32Array(one.length);
  const high = new Int32Array(one.length);
  const byLevel: number[][] = [];
  for (let link = 0; link < one.length; link += 1) {
    const first = one[link] ?? -1;
    const second = other[link] ?? -1;
    low[link] = Math.min(first, second);
    high[link] = Math.max(first, second);
    if (first < 0 || second < 0) continue;
    (byLevel[levelOf(low[link] ?? 0, high[link] ?? 0)] ??= []).push(link);
  }
  const levels = Array.from(byLevel, (links, level) => levelMade(links ?? [], low, level, rows));
  return { low, high, levels };
}

/** Links sorted by the cell in which they begin, by counting. */
function levelMade(links: readonly number[], low: Int32Array, level: number, rows: number): Level {
  const cells = (rows >> level) + 1;
  const start = new Int32Array(cells + 1);
  const cellOf = (link: number) => (low[link] ?? 0) >> level;
  for (const link of links) start[cellOf(link) + 1]! += 1;
  for (let cell = 0; cell < cells; cell += 1) start[cell + 1]! += start[cell]!;
  const next = start.slice();
  const sorted = new Int32Array(links.length);
  for (const link of links) sorted[next[cellOf(link)]!++] = link;
  return { start, links: sorted };
}

/** Call `tell` with each link that crosses the rows `from` to `to`, both of them in it. */
export function crossing(
  index: Intervals,
  from: number,
  to: number,
  tell: (link: number) => void,
): void {
  index.levels.forEach(({ start, links }, level) => {
    const first = Math.max(0, (from >> level) - 1);
    const last = Math.min(start.length - 2, to >> level);
    if (first > last) return;
    for (let at = start[first]!; at < start[last + 1]!; at += 1) {
      const link = links[at]!;
      if (index.low[link]! <= to && index.high[link]! >= from) tell(link);
    }
  });
}
