/** What the inbox shows lives in its address. */
import type { AlertKind } from "./types";

export const KINDS: readonly AlertKind[] = [
  "overdue",
  "statutory",
  "forecast_slip",
  "start_missed",
  "progress_gap",
  "claimed",
  "no_report",
  "due_soon",
];

/** open: still true, whether signed for or not; closed: its reason is gone. */
export const STATES = ["open", "unsigned", "signed", "closed", "all"] as const;
export type State = (typeof STATES)[number];

export interface InboxFilters {
  kind: AlertKind | null;
  state: State;
}

export const NO_FILTERS: InboxFilters = { kind: null, state: "open" };

const ASKED: Record<State, string> = {
  open: "open=true",
  unsigned: "open=true&acknowledged=false",
  signed: "open=true&acknowledged=true",
  closed: "open=false",
  all: "",
};

export function inboxRead(search: string): InboxFilters {
  const query = new URLSearchParams(search);
  return {
    kind: KINDS.find((kind) => kind === query.get("kind")) ?? null,
    state: STATES.find((state) => state === query.get("state")) ?? NO_FILTERS.state,
  };
}

export function inboxWrite({ kind, state }: InboxFilters): string {
  const asked = [kind ? `kind=${kind}` : "", state === NO_FILTERS.state ? "" : `state=${state}`];
  const said = asked.filter(Boolean).join("&");
  return said && `?${said}`;
}

/** The query of `alerts/` that answers the filter. */
export function askedOf({ kind, state }: InboxFilters): string {
  return [ASKED[state], kind ? `kind=${kind}` : ""].filter(Boolean).join("&");
}
