/** What somebody's own addresses and a project's have in common: a state, and a provider's answer. */
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Outcome = Schemas["SendOutcome"];

export type AddressState = "unproven" | "proven" | "broken";

/** Only what is proven is used. */
export function stateOf(row: {
  verified_at: string | null;
  broken_at: string | null;
}): AddressState {
  if (row.broken_at) return "broken";
  return row.verified_at ? "proven" : "unproven";
}

/** The provider's no; null where it said yes, or was not asked. */
export function refusalIn(answer: object | null | undefined): Outcome | null {
  return answer && "sent" in answer && !answer.sent ? (answer as Outcome) : null;
}

/** Why a provider did not take a message, in its own words where it has some. */
export function refusalOf(answer: object | null | undefined): string {
  const refusal = refusalIn(answer);
  return refusal ? refusal.text || refusal.error_class : "";
}
