/** Photos as `photos/` answers them. */
import type { components } from "../shared/schema";

export type Photo = components["schemas"]["Photo"];

/** When a photo counts as taken: by its camera, else by its receipt. */
export function momentOf(photo: { taken_at?: string | null; stored_at: string }): string {
  return photo.taken_at ?? photo.stored_at;
}
