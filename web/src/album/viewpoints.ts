/** Viewpoints: photos of a building by place, direction and likeness, as the server grouped them. */
import type { components } from "../shared/schema";

export type Viewpoint = components["schemas"]["Viewpoint"];

// one photo shows no change
const PHOTOS_LEAST = 2;

/** The viewpoints with photos enough to compare, the most photographed first. */
export function viewpointsOf(
  found: readonly Pick<Viewpoint, "id" | "photo_count">[],
): { id: number; count: number }[] {
  return found
    .map(({ id, photo_count: count }) => ({ id, count }))
    .filter(({ count }) => count >= PHOTOS_LEAST)
    .toSorted((one, other) => other.count - one.count || one.id - other.id);
}
