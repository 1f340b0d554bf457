/** The alerts' data: lists, one alert with its life and photo, and what people answer. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ALERTS, WAITS_FOR_ME } from "../frame/waiting";
import { get, mayTryAgain, post } from "../shared/api";
import { type Boot, csrfNow } from "../shared/boot";
import { LIVE, POLL_MS } from "../shared/live";
import { nextOf, type Rows } from "../shared/pages";
import { askedOf, type InboxFilters } from "./inboxFilters";
import type { Alert, Life, Photo } from "./types";

const DOOR = "/api/v1/alerts/";
const MINE_MOST = 200;
const PHOTO_FIELDS = "id,caption,taken_at,taken_at_source,stored_at,state,renditions";

/** What was told to the reader and waits for a signature. */
export function useMine({ kind }: InboxFilters) {
  const asked = `${WAITS_FOR_ME}&page_size=${MINE_MOST}${kind ? `&kind=${kind}` : ""}`;
  return useQuery({
    ...LIVE,
    queryKey: [...ALERTS, "mine", asked],
    queryFn: ({ signal }) => get<Rows<Alert>>(`${DOOR}?${asked}`, signal),
  });
}

/** Everything that the filter asks for, page by page. */
export function useEvery(filters: InboxFilters) {
  const asked = askedOf(filters);
  return useInfiniteQuery({
    ...LIVE,
    queryKey: [...ALERTS, "every", asked],
    initialPageParam: `${DOOR}?${asked}`,
    queryFn: ({ pageParam, signal }) => get<Rows<Alert>>(pageParam, signal),
    getNextPageParam: nextOf,
  });
}

export function useAlert(id: number) {
  return useQuery({
    ...LIVE,
    queryKey: [...ALERTS, id],
    queryFn: ({ signal }) => get<Alert>(`${DOOR}${id}/`, signal),
  });
}

export function useLife(id: number) {
  return useQuery({
    ...LIVE,
    queryKey: [...ALERTS, id, "life"],
    queryFn: ({ signal }) => get<Life>(`${DOOR}${id}/history/`, signal),
  });
}

/** The last photo of the building, or of the milestone where there is no building. */
export function usePhoto({ building, milestone }: Alert) {
  const place = building === null ? `milestone=${milestone}` : `building=${building}`;
  return useQuery({
    queryKey: ["photos", place],
    queryFn: ({ signal }) =>
      get<Rows<Photo>>(
        `/api/v1/photos/?${place}&state=ready&page_size=1&fields=${PHOTO_FIELDS}`,
        signal,
      ),
    select: ({ results }) => results[0] ?? null,
    staleTime: POLL_MS,
    retry: mayTryAgain,
  });
}

export type Deed =
  | { door: "acknowledge"; body: { comment: string } }
  | { door: "promise"; body: { until: string; comment: string } }
  | { door: "comment"; body: { text: string } };

/** Answer an alert; what the pages show of it is read again before it counts as done.
 *
 * `onTaken` comes before that: what was written is the server's now, and the field is free. */
export function useAnswer(id: number, boot: Boot, onTaken: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ door, body }: Deed) => post(`${DOOR}${id}/${door}/`, body, csrfNow(boot)),
    onSuccess: onTaken,
    onSettled: () => client.invalidateQueries({ queryKey: ALERTS }),
  });
}
