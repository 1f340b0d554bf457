/** What can be done with a project's destinations. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { rulesKey } from "../rules/useRules";
import type { Outcome } from "../shared/addresses";
import { mayTryAgain, write } from "../shared/api";
import { type Boot, csrfNow } from "../shared/boot";
import { type Destination, DESTINATIONS, destinationsRead } from "../shared/destinations";

const keyOf = (project: number) => ["destinations", project] as const;

export function useDestinations(project: number, administers: boolean) {
  return useQuery({
    queryKey: keyOf(project),
    queryFn: ({ signal }) => destinationsRead(project, signal),
    enabled: administers,
    retry: mayTryAgain,
  });
}

export type Deed =
  | { door: "add"; body: object }
  | { door: "change"; destination: Destination; body: Record<string, string> }
  | { door: "test"; destination: Destination }
  | { door: "remove"; destination: Destination };

function done(deed: Deed, csrf: string): Promise<Destination | Outcome | null> {
  if (deed.door === "add") return write(DESTINATIONS, { method: "POST", csrf, body: deed.body });
  const { id, version } = deed.destination;
  const path = `${DESTINATIONS}${id}/`;
  if (deed.door === "test") return write(`${path}test/`, { method: "POST", csrf, body: {} });
  if (deed.door === "remove") return write(path, { method: "DELETE", csrf, version });
  return write(path, { method: "PATCH", csrf, version, body: deed.body });
}

export function useDeed(project: number, boot: Boot) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (deed: Deed) => done(deed, csrfNow(boot)),
    onSettled: () =>
      // a removed one has left the rules too
      Promise.all(
        [keyOf(project), rulesKey(project)].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  });
}
