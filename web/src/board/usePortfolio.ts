/** The board's data: read at once, then every 30 s while somebody looks at the page. */
import { useQuery } from "@tanstack/react-query";
import { get, isSignedOut, mayTryAgain } from "../shared/api";
import type { Portfolio } from "../shared/portfolio";

export const PORTFOLIO = ["portfolio"] as const;
const POLL_MS = 30_000;

export function usePortfolio() {
  return useQuery<Portfolio>({
    queryKey: PORTFOLIO,
    select: inOrder,
    queryFn: ({ signal }) => get<Portfolio>("/api/v1/portfolio/", signal),
    refetchInterval: (query) => (isSignedOut(query.state.error) ? false : POLL_MS),
    // a hidden tab rests; it refreshes when it is shown again
    refetchIntervalInBackground: false,
    refetchOnWindowFocus: true,
    staleTime: 5_000,
    retry: mayTryAgain,
  });
}

/** The oldest project first: a sheet on the wall keeps its places when a project is added. */
export function inOrder(portfolio: Portfolio): Portfolio {
  const projects = portfolio.projects.toSorted((one, other) => one.id - other.id);
  return { ...portfolio, projects };
}
