/** The project that a page is about, as its member sees it. */
import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { get, mayTryAgain } from "../shared/api";
import type { components } from "../shared/schema";

export type Project = components["schemas"]["Project"];

const projectQuery = (id: number) =>
  queryOptions({
    queryKey: ["project", id],
    queryFn: ({ signal }) => get<Project>(`/api/v1/projects/${id}/`, signal),
    // what was read before the page is drawn is not read again when it is
    staleTime: 5_000,
    retry: mayTryAgain,
  });

export function useProject(id: number) {
  return useQuery(projectQuery(id));
}

/** Before the page is drawn. Its errors are told by `useProject`. */
export function projectEarly(client: QueryClient, id: number): Promise<void> {
  return client.prefetchQuery(projectQuery(id));
}

export function administersIt(project: Project | undefined): boolean {
  return project?.role === "project_admin";
}
