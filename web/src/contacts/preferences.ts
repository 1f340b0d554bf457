/** What the reader has chosen, as a form holds it, and the body that stores what he changed. */
import type { components } from "../shared/schema";
import type { Contact } from "./useContacts";

type Schemas = components["schemas"];
export type Preferences = Schemas["PreferencesSaid"];
export type Channel = Schemas["RouteSaid"]["channel"];
export type Severity = "high" | "normal";
export const SEVERITIES: readonly Severity[] = ["high", "normal"];

export interface Way {
  channel: Channel;
  contact: number | null;
}

export interface Choice {
  /** Empty: the default. */
  ways: Way[];
  hours: { tell_from: string; tell_to: string } | null;
}

export interface Draft {
  high: Choice;
  normal: Choice;
  language: Preferences["language"];
  /** Empty: none. */
  dailyAt: string;
  weekly: boolean;
}

export function draftOf(said: Preferences): Draft {
  const choice = ({ routes, chosen, hours }: Preferences["high"]): Choice => ({
    ways: chosen ? routes.map(({ channel, contact }) => ({ channel, contact })) : [],
    hours,
  });
  return {
    high: choice(said.high),
    normal: choice(said.normal),
    language: said.language,
    dailyAt: said.daily_summary_at ?? "",
    weekly: said.weekly_report,
  };
}

/** Only what changed: to touch what is chosen for grave alerts asks for the password. */
export function bodyOf(draft: Draft, before: Draft, password: string): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const severity of SEVERITIES) {
    const { ways, hours } = draft[severity];
    const was = before[severity];
    const changed = {
      ...(isSame(ways, was.ways) ? {} : { routes: ways }),
      ...(isSame(hours, was.hours) ? {} : { hours }),
    };
    if (Object.keys(changed).length) body[severity] = changed;
  }
  if (draft.language !== before.language) body.language = draft.language;
  if (draft.dailyAt !== before.dailyAt) body.daily_summary_at = draft.dailyAt || null;
  if (draft.weekly !== before.weekly) body.weekly_report = draft.weekly;
  return password ? { ...body, password } : body;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Ways that can still be added: the account's e-mail, the inbox, and proven addresses. */
export function addable(ways: readonly Way[], contacts: readonly Contact[]): Way[] {
  const every: Way[] = [
    { channel: "email", contact: null },
    { channel: "inbox", contact: null },
    ...contacts
      .filter((contact) => contact.verified_at && !contact.broken_at)
      .map(({ channel, id }): Way => ({ channel, contact: id })),
  ];
  return every.filter((way) => !ways.some((taken) => isSame(wayKey(taken), wayKey(way))));
}

export function wayKey({ channel, contact }: Way): string {
  return `${channel} ${contact ?? ""}`;
}

/** The order with one way a place further up. */
export function movedUp(ways: readonly Way[], index: number): Way[] {
  const way = ways[index];
  return way && index > 0 ? ways.toSpliced(index, 1).toSpliced(index - 1, 0, way) : [...ways];
}
