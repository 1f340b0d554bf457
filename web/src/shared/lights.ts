/** The order and the counting of lights; their looks are in Light.tsx. */
import type { Building, Colour, Milestone, Project, Rule } from "./portfolio";

/** Worst first: what must be acted on is read first. */
export const COLOURS: readonly Colour[] = ["red", "orange", "yellow", "blue", "green", "grey"];

export type Counts = Record<Colour, number>;

/** The colour that must be acted on first; grey where nothing has a light. */
export function worstOf(counts: Counts): Colour {
  return COLOURS.find((colour) => counts[colour] > 0) ?? "grey";
}

export function noCounts(): Counts {
  return { red: 0, orange: 0, yellow: 0, blue: 0, green: 0, grey: 0 };
}

export function countsOf(projects: readonly Project[]): Counts {
  const sum = noCounts();
  for (const project of projects) {
    for (const colour of COLOURS) sum[colour] += project.light_counts[colour];
  }
  return sum;
}

/** The colours that some rule in use can show, the worst first. */
export function coloursOf(rules: readonly Rule[]): Colour[] {
  return COLOURS.filter((colour) => rules.some((rule) => rule.colours.includes(colour)));
}

/** Reported as reached, but not (yet) as far as its policy asks. */
export function isClaimOnly(milestone: Milestone): boolean {
  return milestone.state !== "planned" && !milestone.reached;
}

/** The day that lateness and light are measured from. */
export function comparedOf(milestone: Milestone): string | null {
  const frozen = milestone.compared_date === "baseline";
  return frozen ? milestone.baseline_finish : milestone.planned_finish;
}

/** How many stops stand in a row, so that the stops of a project's buildings line up. */
export function stopsInRow(buildings: readonly Building[], limit: number): number {
  const most = Math.max(1, ...buildings.map((building) => building.milestones.length));
  return Math.ceil(most / Math.ceil(most / limit));
}
