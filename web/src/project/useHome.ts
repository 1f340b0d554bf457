/** What a project's page reads: its lights, its own facts, its buildings on the ground. */
import { useQuery } from "@tanstack/react-query";
import { PORTFOLIO } from "../board/usePortfolio";
import { get } from "../shared/api";
import { LIVE } from "../shared/live";
import type { Rows } from "../shared/pages";
import { type Portfolio, TREND_DAYS } from "../shared/portfolio";
import type { components } from "../shared/schema";

export type Ground = components["schemas"]["Building"];

// as many as a page of the API holds
const BUILDINGS_MOST = 200;

/** The project as the board shows it; `data.projects` is empty where the reader has no such one. */
export function useSheet(id: number) {
  return useQuery({
    ...LIVE,
    queryKey: [...PORTFOLIO, id],
    queryFn: ({ signal }) =>
      get<Portfolio>(`/api/v1/portfolio/?project=${id}&trend_days=${TREND_DAYS}`, signal),
  });
}

/** The project's buildings with floor areas and footprints. */
export function useGround(id: number) {
  return useQuery({
    ...LIVE,
    queryKey: ["buildings", id],
    queryFn: ({ signal }) =>
      get<Rows<Ground>>(
        `/api/v1/buildings/?project=${id}&page_size=${BUILDINGS_MOST}`,
        signal,
      ),
    select: ({ results }) => results,
  });
}
