/** The project that a page is about, as its member sees it. */
import { useQuery } from "@tanstack/react-query";
import { get, mayTryAgain } from "../shared/api";
import type { components } from "../shared/schema";

export type Project = components["schemas"]["Project"];

export function useProject(id: number) {
  return useQuery({
    queryKey: ["project", id],
    queryFn: ({ signal }) => get<Project>(`/api/v1/projects/${id}/`, signal),
    // parts of a page that come one after the other read it once
    staleTime: 5_000,
    retry: mayTryAgain,
  });
}
