/** What `alert-rules/` answers and takes, in the words of the API's own description. */
import type { Destination } from "../shared/destinations";
import type { components } from "../shared/schema";

type Schemas = components["schemas"];

export type Rule = Schemas["HeldRule"];
export type Recipient = Schemas["Recipient"];
export type Level = Schemas["Level"];
export type Preview = Schemas["AlertPreview"];
export type Member = Schemas["Membership"];

/** Who can be named as recipient, beside those whom the milestone names. */
export interface Cast {
  project: number;
  members: readonly Member[];
  groups: readonly Destination[];
}
