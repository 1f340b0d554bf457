/** Photos as `photos/` answers them. */
import type { components } from "../shared/schema";

export type Photo = components["schemas"]["Photo"];

/** When a photo counts as taken: by its camera, else by its receipt. */
export function momentOf(photo: { taken_at?: string | null; stored_at: string }): string {
  return photo.taken_at ?? photo.stored_at;
}

/** EXIF orientations from here on lie on their side. */
const ON_ITS_SIDE = 5;

/** Width over height of the picture as it is shown. */
export function uprightRatio({
  width,
  height,
  orientation,
}: {
  width: number;
  height: number;
  orientation: number;
}): number {
  return orientation >= ON_ITS_SIDE ? height / width : width / height;
}
