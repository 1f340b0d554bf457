/** What a worker computes while nobody waits: the newest of its kind, asked anew, followed, dropped. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, mayTryAgain, post, write } from "../../../shared/api";
import { type Boot, csrfNow } from "../../../shared/boot";

const FOLLOWED_MS = 1_000;

/** What all kinds say of themselves. */
export interface Asked {
  id: number;
  state: "waiting" | "running" | "done" | "failed" | "cancelled" | "adopted";
  progress: number;
  asked_by: string | null;
  asked_at: string;
  finished_at: string | null;
  stale: boolean;
  problem: string | null;
}

export function isAtIt({ state }: Asked): boolean {
  return state === "waiting" || state === "running";
}

interface Doors {
  /** Where it is asked for, and where all of its kind are listed. */
  all: string;
  /** The name of the list in what that door answers. */
  listed: string;
  /** Each one's own door without its number. */
  one: string;
}

export function useAnalysis<Kind extends Asked>({ all, listed, one }: Doors, boot: Boot) {
  const client = useQueryClient();
  const list = useQuery({
    queryKey: ["analyses", all],
    queryFn: async ({ signal }) => {
      const rows = (await get<Record<string, Asked[]>>(all, signal))[listed] ?? [];
      return rows.find(({ state }) => state !== "cancelled")?.id ?? null;
    },
    retry: mayTryAgain,
  });
  const newest = list.data ?? null;
  const own = (id: number) => ["analysis", one, id];
  const read = useQuery({
    queryKey: own(newest ?? 0),
    queryFn: ({ signal }) => get<Kind>(`${one}${newest}/`, signal),
    enabled: newest !== null,
    retry: mayTryAgain,
    refetchInterval: ({ state: { data } }) => (data && isAtIt(data) ? FOLLOWED_MS : false),
  });
  const asking = useMutation({
    mutationFn: (body: object) => post<Kind>(all, body, csrfNow(boot)),
    onSuccess: (begun) => {
      client.setQueryData(own(begun.id), begun);
      client.setQueryData(["analyses", all], begun.id);
    },
  });
  const dropping = useMutation({
    mutationFn: (id: number) => write<null>(`${one}${id}/`, { method: "DELETE", csrf: csrfNow(boot) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["analyses", all] }),
  });
  return {
    loading: list.isLoading || (newest !== null && read.isLoading),
    found: newest === null ? null : (read.data ?? null),
    error: asking.error ?? dropping.error ?? list.error ?? read.error,
    asking: asking.isPending,
    ask: asking.mutate,
    drop: dropping.mutate,
    again: () => void Promise.all([list.refetch(), newest !== null && read.refetch()]),
  };
}
