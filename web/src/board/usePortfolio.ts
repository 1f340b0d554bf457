/** The board's data: read at once, then every 30 s while somebody looks at the page. */
import { useQuery } from "@tanstack/react-query";
import { get } from "../shared/api";
import { LIVE } from "../shared/live";
import { type Portfolio, TREND_DAYS } from "../shared/portfolio";

export const PORTFOLIO = ["portfolio"] as const;
const BOARD = `/api/v1/portfolio/?trend_days=${TREND_DAYS}`;

export function usePortfolio() {
  return useQuery<Portfolio>({
    ...LIVE,
    queryKey: PORTFOLIO,
    select: inOrder,
    queryFn: ({ signal }) => get<Portfolio>(BOARD, signal),
  });
}

/** The oldest project first: a sheet on the wall keeps its places when a project is added. */
export function inOrder(portfolio: Portfolio): Portfolio {
  const projects = portfolio.projects.toSorted((one, other) => one.id - other.id);
  return { ...portfolio, projects };
}
