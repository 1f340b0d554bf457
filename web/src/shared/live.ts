/** What is read again by itself while somebody looks at the page. */
import { isSignedOut, mayTryAgain } from "./api";

export const POLL_MS = 30_000;

export const LIVE = {
  // a hidden tab rests; it refreshes when it is shown again
  refetchInterval: (query: { state: { error: Error | null } }) =>
    isSignedOut(query.state.error) ? (false as const) : POLL_MS,
  refetchIntervalInBackground: false,
  refetchOnWindowFocus: true,
  staleTime: 5_000,
  retry: mayTryAgain,
};
