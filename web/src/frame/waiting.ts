/** How many alerts wait for the reader: he was told, they are open, nobody has signed. */
import { useQuery } from "@tanstack/react-query";
import { get, isSignedOut, mayTryAgain } from "../shared/api";

export const ALERTS = ["alerts"] as const;
export const WAITS_FOR_ME = "told=true&open=true&acknowledged=false";
export const COUNT_MOST = 99;
const POLL_MS = 30_000;

export function useWaitingCount(): number {
  const { data } = useQuery({
    queryKey: [...ALERTS, "count"],
    queryFn: ({ signal }) =>
      get<{ results: unknown[] }>(
        `/api/v1/alerts/?${WAITS_FOR_ME}&fields=id&page_size=${COUNT_MOST + 1}`,
        signal,
      ),
    select: ({ results }) => results.length,
    refetchInterval: (query) => (isSignedOut(query.state.error) ? false : POLL_MS),
    retry: mayTryAgain,
  });
  return data ?? 0;
}
