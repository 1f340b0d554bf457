/** The schedule of a project: what the last computation said, and a new one. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Project } from "../../../frame/useProject";
import { get, mayTryAgain, post, write } from "../../../shared/api";
import { type Boot, csrfNow } from "../../../shared/boot";
import type { components } from "../../../shared/schema";
import { ganttKey } from "../../useGantt";
import { changesOf, type Draft } from "./draft";

export type Schedule = components["schemas"]["ScheduleAnswer"];

export interface Outcome {
  before: Schedule;
  after: Schedule;
}

const door = (project: number) => `/api/v1/projects/${project}/schedule/`;

export function useSchedule(project: number, computation: number) {
  return useQuery({
    queryKey: ["schedule", project, computation],
    queryFn: ({ signal }) => get<Schedule>(door(project), signal),
    retry: mayTryAgain,
  });
}

/** Store what was changed and compute: once, where the change computes by itself. */
async function computed(project: Project, draft: Draft, boot: Boot): Promise<Outcome> {
  const csrf = csrfNow(boot);
  const before = await get<Schedule>(door(project.id));
  const body = changesOf(project, draft);
  if (Object.keys(body).length) {
    const { version } = project;
    await write(`/api/v1/projects/${project.id}/`, { method: "PATCH", csrf, version, body });
    const after = await get<Schedule>(door(project.id));
    if (after.computation > before.computation) return { before, after };
  }
  return { before, after: await post<Schedule>(door(project.id), {}, csrf) };
}

export function useComputing(boot: Boot, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ project, draft }: { project: Project; draft: Draft }) =>
      computed(project, draft, boot),
    onSuccess: onDone,
    onSettled: (_said, _error, { project }) =>
      Promise.all(
        [ganttKey(project.id), ["project", project.id]].map((queryKey) =>
          client.invalidateQueries({ queryKey, exact: true }),
        ),
      ),
  });
}
