/** What `alerts/` answers, in the words of the API's own description. */
import type { components } from "../shared/schema";

type Schemas = components["schemas"];

export type Alert = Schemas["Alert"];
export type AlertKind = Alert["kind"];
export type Happening = Schemas["Happening"];
export type Life = Schemas["Life"];
/** The columns of a photo that the board shows too. */
export type Photo = Schemas["PortfolioPhoto"];
