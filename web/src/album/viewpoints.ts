/** Viewpoints: photos of a building by place, direction and likeness, as the server grouped them. */

interface Seen {
  viewpoint?: number | null;
}

// one photo shows no change
const PHOTOS_LEAST = 2;

/** The viewpoints with photos enough to compare, the most photographed first. */
export function viewpointsOf(photos: readonly Seen[]): { id: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const { viewpoint } of photos) {
    if (viewpoint) counts.set(viewpoint, (counts.get(viewpoint) ?? 0) + 1);
  }
  return [...counts]
    .map(([id, count]) => ({ id, count }))
    .filter(({ count }) => count >= PHOTOS_LEAST)
    .toSorted((one, other) => other.count - one.count || one.id - other.id);
}
