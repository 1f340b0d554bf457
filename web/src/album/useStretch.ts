/** The photos of a building over its time, oldest first, and the viewpoints they can be kept to. */
import { useQuery } from "@tanstack/react-query";
import { get, mayTryAgain } from "../shared/api";
import type { Rows } from "../shared/pages";
import { momentOf, type Photo } from "./types";
import { type Viewpoint, viewpointsOf } from "./viewpoints";

/** A longer film is no better seen: of more the server chooses so many, evenly over the days. */
export const PHOTOS_MOST = 120;
// as many as a page of the API holds
const VIEWPOINTS_MOST = 200;

export function useStretch(building: number | null, viewpoint: number | null) {
  const place = viewpoint === null ? `building=${building}` : `viewpoint=${viewpoint}`;
  return useQuery({
    queryKey: ["photos", "stretch", place],
    queryFn: ({ signal }) =>
      get<Rows<Photo>>(
        `/api/v1/photos/?${place}&state=ready&spread=${PHOTOS_MOST}&page_size=${PHOTOS_MOST}`,
        signal,
      ),
    select: ({ results }) =>
      results.toSorted((one, other) => Date.parse(momentOf(one)) - Date.parse(momentOf(other))),
    enabled: building !== null,
    retry: mayTryAgain,
  });
}

export function useViewpoints(building: number) {
  return useQuery({
    queryKey: ["viewpoints", building],
    queryFn: ({ signal }) =>
      get<Rows<Viewpoint>>(
        `/api/v1/viewpoints/?building=${building}&page_size=${VIEWPOINTS_MOST}`,
        signal,
      ),
    select: ({ results }) => viewpointsOf(results),
    retry: mayTryAgain,
  });
}
