/** Edits of links: drawn, changed, hung elsewhere, removed. */
import { type End } from "../geometry/hit";
import { endsOf, kindOf } from "../geometry/links";
import type { Gantt, LinkKind, Plan } from "../plan";
import { type Body, differs, type Edit } from "./steps";

export type LinkEnd = "predecessor" | "successor";

/** An end of a bar. */
export interface Tie {
  place: number;
  end: End;
}

/** As the API takes them, ahead or behind. */
export const LAG_MOST = { lag_days: 36_500, lag_percent: 10_000 } as const;

const FIELDS = ["predecessor", "successor", "kind", "lag_days", "lag_clock", "lag_percent"] as const;

/** What would make a link again. */
export function bodyOf({ links }: Gantt, link: number): Body {
  return Object.fromEntries(FIELDS.map((field) => [field, links[field][link] ?? null]));
}

export function linkMade(plan: Plan, from: number, to: number, kind: LinkKind): Edit {
  const { id } = plan.said.activities;
  const body = { predecessor: id[from]!, successor: id[to]!, kind };
  return [{ deed: "make", list: "links", body }];
}

export function linkRemoved(plan: Plan, link: number): Edit {
  const id = plan.said.links.id[link]!;
  return [{ deed: "remove", list: "links", id, body: bodyOf(plan.said, link) }];
}

/** Nothing where all is as it was. */
export function linkChanged(plan: Plan, link: number, body: Body): Edit {
  const now = bodyOf(plan.said, link);
  const back = Object.fromEntries(Object.keys(body).map((field) => [field, now[field] ?? null]));
  const step = { deed: "change", list: "links", id: plan.said.links.id[link]!, body, back } as const;
  return differs(step) ? [step] : [];
}

/**
 * One end of a link, tied elsewhere. At the same bar it is another kind; at another one it is another
 * link, which is made before the old one goes: what the plan does not allow then changes nothing.
 */
export function linkHung(plan: Plan, link: number, which: LinkEnd, { place, end }: Tie): Edit {
  const now = bodyOf(plan.said, link);
  const [leaves, comes] = endsOf(plan.said.links.kind[link]!);
  const kind = which === "predecessor" ? kindOf(end, comes) : kindOf(leaves, end);
  const activity = plan.said.activities.id[place]!;
  if (activity === now[which]) return linkChanged(plan, link, { kind });
  const body = { ...now, [which]: activity, kind };
  return [{ deed: "make", list: "links", body }, ...linkRemoved(plan, link)];
}
