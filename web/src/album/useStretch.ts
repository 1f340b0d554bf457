/** The photos of a building over its time, oldest first. */
import { useQuery } from "@tanstack/react-query";
import { get, mayTryAgain } from "../shared/api";
import type { Rows } from "../shared/pages";
import { momentOf, type Photo } from "./types";

// the latest ones: a longer film is no better seen
const PHOTOS_MOST = 120;

export function useStretch(building: number | null) {
  return useQuery({
    queryKey: ["photos", "stretch", building],
    queryFn: ({ signal }) =>
      get<Rows<Photo>>(
        `/api/v1/photos/?building=${building}&state=ready&page_size=${PHOTOS_MOST}`,
        signal,
      ),
    select: ({ results }) =>
      results.toSorted((one, other) => Date.parse(momentOf(one)) - Date.parse(momentOf(other))),
    enabled: building !== null,
    retry: mayTryAgain,
  });
}
