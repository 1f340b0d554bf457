/** The reader's own addresses, and what can be done with them. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, mayTryAgain, Problem, write } from "../shared/api";
import type { Subscribed } from "../push/subscribe";
import type { Outcome } from "../shared/addresses";
import { type Boot, csrfNow } from "../shared/boot";
import type { components } from "../shared/schema";

type Schemas = components["schemas"];
export type Contact = Schemas["Contact"];
export type Channel = Contact["channel"];

const DOOR = "/api/v1/contacts/";
const CONTACTS = ["contacts"] as const;

/** What somebody can type; a browser subscribes itself. */
export const TYPED = ["email", "sms", "wecom_app"] as const satisfies readonly Channel[];
export type Typed = (typeof TYPED)[number];

export function useContacts() {
  return useQuery({
    queryKey: CONTACTS,
    queryFn: ({ signal }) => get<{ results: Contact[] }>(`${DOOR}?page_size=200`, signal),
    select: ({ results }) => results,
    retry: mayTryAgain,
  });
}

export type Deed =
  | { door: "add"; channel: Typed; value: string; label: string; password: string }
  | ({ door: "add"; label: string; password: string } & Subscribed)
  | { door: "remove"; contact: Contact; password: string }
  | { door: "send-code" | "test"; contact: Contact }
  | { door: "verify"; contact: Contact; code: string };

function done(deed: Deed, csrf: string): Promise<Contact | Outcome | null> {
  if (deed.door === "add") {
    const { door: _door, ...body } = deed;
    return write<Contact>(DOOR, { method: "POST", csrf, body });
  }
  const path = `${DOOR}${deed.contact.id}/`;
  if (deed.door === "remove") {
    const { version } = deed.contact;
    return write<null>(path, { method: "DELETE", csrf, version, body: { password: deed.password } });
  }
  const body = deed.door === "verify" ? { code: deed.code } : {};
  return write(`${path}${deed.door}/`, { method: "POST", csrf, body });
}

export function useDeed(boot: Boot) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (deed: Deed) => done(deed, csrfNow(boot)),
    onSettled: () => client.invalidateQueries({ queryKey: CONTACTS }),
  });
}

/** Does the server want the password? It does not within ten minutes of signing in. */
export function wantsPassword(error: unknown): boolean {
  return error instanceof Problem && error.code === "reauthentication_required";
}
