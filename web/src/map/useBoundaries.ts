/** Where the reader's projects lie. */
import { useQuery } from "@tanstack/react-query";
import { get } from "../shared/api";
import { LIVE } from "../shared/live";
import type { Rows } from "../shared/pages";
import type { components } from "../shared/schema";

type Bounded = Pick<components["schemas"]["Project"], "id" | "site_boundary">;

// as many as a page of the API holds
const PROJECTS_MOST = 200;

export function useBoundaries() {
  return useQuery({
    ...LIVE,
    queryKey: ["boundaries"],
    queryFn: ({ signal }) =>
      get<Rows<Bounded>>(
        `/api/v1/projects/?fields=id,site_boundary&page_size=${PROJECTS_MOST}`,
        signal,
      ),
    select: ({ results }) => new Map(results.map((row) => [row.id, row.site_boundary ?? null])),
  });
}
