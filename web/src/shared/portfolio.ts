/** What `GET /api/v1/portfolio/` answers, in the words of the API's own description. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Colour = Schemas["LightColourEnum"];
export type State = Schemas["ActivityStateEnum"];
export type Rule = Schemas["LightRuleSaid"];
export type Light = Schemas["Light"];
export type OpenAlert = Schemas["PortfolioAlert"];
export type Milestone = Schemas["PortfolioMilestone"];
export type Photo = Schemas["PortfolioPhoto"];
export type Building = Schemas["PortfolioBuilding"];
export type Trend = Schemas["PortfolioTrend"];
export type Project = Schemas["PortfolioProject"];
export type Lateness = Schemas["LatenessAnswer"];
export type Risk = Schemas["MilestoneRisk"];
export type Portfolio = Schemas["Portfolio"];

/** With how many days ago buildings and projects are compared; web/views.py says the same. */
export const TREND_DAYS = 7;
