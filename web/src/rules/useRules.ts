/** The rules that hold in a project, who can be named in them, and their changes. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KINDS } from "../alerts/inboxFilters";
import { get, mayTryAgain, write } from "../shared/api";
import { type Boot, csrfNow } from "../shared/boot";
import { destinationsRead } from "../shared/destinations";
import type { components } from "../shared/schema";
import { bodyOf, type Draft } from "./draft";
import type { Cast, Member, Preview, Rule } from "./types";

const DOOR = "/api/v1/alert-rules/";
const MOST = 200;

type Milestone = Pick<components["schemas"]["MilestoneRow"], "id" | "name" | "name_en">;

export const rulesKey = (project: number) => ["alert-rules", project] as const;

/** The gravest kinds first, as the inbox names them. */
function placeOf({ kind }: Rule): number {
  return KINDS.indexOf(kind);
}

export function useRules(project: number) {
  return useQuery({
    queryKey: rulesKey(project),
    queryFn: ({ signal }) => get<{ rules: Rule[] }>(`/api/v1/projects/${project}/alert-rules/`, signal),
    select: ({ rules }) => rules.toSorted((one, other) => placeOf(one) - placeOf(other)),
    retry: mayTryAgain,
  });
}

/** Members, and for administrators the project's groups and systems. */
export function useCast(project: number, administers: boolean) {
  return useQuery({
    queryKey: ["cast", project, administers],
    queryFn: async ({ signal }): Promise<Cast> => {
      const asked = `?project=${project}&page_size=${MOST}`;
      const [members, groups] = await Promise.all([
        get<{ results: Member[] }>(`/api/v1/memberships/${asked}`, signal),
        administers ? destinationsRead(project, signal) : [],
      ]);
      return { project, members: members.results, groups };
    },
    retry: mayTryAgain,
  });
}

export function useMilestones(project: number) {
  return useQuery({
    queryKey: ["milestones", project],
    queryFn: ({ signal }) =>
      get<{ results: Milestone[] }>(
        `/api/v1/milestones/?project=${project}&reached=false&page_size=${MOST}&fields=id,name,name_en`,
        signal,
      ),
    select: ({ results }) => results,
    retry: mayTryAgain,
  });
}

/** Whom an alert of this kind about the milestone would reach; asked for, never by itself. */
export function usePreview(project: number, kind: Rule["kind"], milestone: number | null) {
  return useQuery({
    queryKey: [...rulesKey(project), "preview", kind, milestone],
    queryFn: ({ signal }) =>
      get<Preview>(
        `/api/v1/projects/${project}/alert-rules/preview/?kind=${kind}&milestone=${milestone}`,
        signal,
      ),
    enabled: milestone !== null,
    retry: false,
  });
}

export type Change = { save: Draft } | { reset: true };

/** Change a rule; a default becomes the project's own by its first change. */
export function useChange(project: number, rule: Rule, boot: Boot) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => {
      const csrf = csrfNow(boot);
      const { id, kind, version } = rule;
      if (id === null) {
        const body = { project, kind, ...("save" in change ? bodyOf(change.save, kind) : {}) };
        return write(DOOR, { method: "POST", csrf, body });
      }
      const path = `${DOOR}${id}/`;
      if ("reset" in change) return write(path, { method: "DELETE", csrf, version });
      return write(path, { method: "PATCH", csrf, version, body: bodyOf(change.save, kind) });
    },
    onSettled: () => client.invalidateQueries({ queryKey: rulesKey(project) }),
  });
}
