/** The photos of a project or of one of its buildings, page by page. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { get } from "../shared/api";
import { LIVE } from "../shared/live";
import { nextOf, type Rows } from "../shared/pages";
import type { Photo } from "./types";

const PAGE = 60;

/** Newest receipt first, without what was refused as no photo. */
export function usePhotos(project: number, building: number | null, most = PAGE) {
  const place = building === null ? `project=${project}` : `building=${building}`;
  const asked = `${place}&state=ready,processing&page_size=${most}`;
  return useInfiniteQuery({
    ...LIVE,
    queryKey: ["photos", "pages", asked],
    initialPageParam: `/api/v1/photos/?${asked}`,
    queryFn: ({ pageParam, signal }) => get<Rows<Photo>>(pageParam, signal),
    getNextPageParam: nextOf,
  });
}
