/** The plan's columns and its front line, read again while the page is looked at. */
import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { get, mayTryAgain, Problem } from "../shared/api";
import type { components } from "../shared/schema";
import type { Front } from "./chart/scene";
import { dayFromIso } from "./geometry/days";
import { type Scale, xOf } from "./geometry/scale";
import { type Workdays, worked } from "./geometry/workdays";
import { type Gantt, type Plan, planOf } from "./plan";

type FrontLine = components["schemas"]["FrontLineAnswer"];

const POLL_MS = 60_000;

export const ganttKey = (project: number) => ["gantt", project] as const;

const ganttQuery = (project: number) =>
  queryOptions({
    queryKey: ganttKey(project),
    queryFn: ({ signal }) => get<Gantt>(`/api/v1/projects/${project}/gantt/`, signal),
    // the columns of ten thousand activities are told apart sooner by a new object than by looking
    structuralSharing: false,
    retry: mayTryAgain,
  });

/** Take what the shell has sent for, before anything is drawn. Its errors are told by `useGantt`. */
export function ganttEarly(client: QueryClient, project: number): Promise<void> {
  return client.prefetchQuery(ganttQuery(project));
}

export function useGantt(project: number) {
  const early = { refetchOnMount: false };
  return useQuery({ ...ganttQuery(project), ...early, refetchInterval: POLL_MS });
}

export function usePlan(said: Gantt | undefined): Plan | null {
  return useMemo(() => (said ? planOf(said) : null), [said]);
}

/** A plan that cannot be computed has no front line; that is no error of the page. */
export function useFrontLine(project: number, computation: number, asked: boolean) {
  return useQuery({
    queryKey: [...ganttKey(project), "front-line", computation],
    queryFn: ({ signal }) => get<FrontLine>(`/api/v1/projects/${project}/front-line/`, signal),
    enabled: asked,
    retry: (failures, error) => !(error instanceof Problem) && failures < 2,
  });
}

/** Where the front line bends: working days ahead or behind as days of the calendar. */
export function frontOf(
  line: FrontLine,
  plan: Plan,
  scale: Scale,
  calendars: (place: number) => Workdays,
): Front | null {
  const date = dayFromIso(line.data_date);
  if (date === null) return null;
  // what is known is known up to the end of the data date
  const at = date + 1;
  const points = new Map<number, number>();
  for (const { activity, ahead_days } of line.points) {
    const place = activity === null ? undefined : plan.placeOf.get(activity);
    if (place === undefined) continue;
    points.set(place, xOf(scale, worked(calendars(place), at, ahead_days)));
  }
  return { at: xOf(scale, at), points };
}
