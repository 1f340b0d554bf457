/** The board's filter lives in the address, so that a filtered sheet can be sent to somebody. */
import { useCallback } from "react";
import { useSearch } from "../frame/address";
import { COLOURS } from "../shared/lights";
import type { Colour, Milestone, Project } from "../shared/portfolio";
import { willBeLate } from "./forecast";

const EXPECTED = "expected";

export interface Filters {
  project: number | null;
  lights: ReadonlySet<Colour>;
  /** Also what is expected after its day, whatever its light. */
  expected: boolean;
}

/** Does the filter ask for this milestone? */
export type Picks = (milestone: Milestone) => boolean;

export const NO_FILTERS: Filters = { project: null, lights: new Set(), expected: false };

export function isFiltered(filters: Filters): boolean {
  return filters.project !== null || picksOf(filters) !== null;
}

/** What is asked for by light or forecast; null where everything is. */
export function picksOf({ lights, expected }: Filters): Picks | null {
  if (lights.size === 0 && !expected) return null;
  return (milestone) => lights.has(milestone.light.colour) || (expected && willBeLate(milestone));
}

export function filtersRead(search: string): Filters {
  const query = new URLSearchParams(search);
  const project = Number(query.get("project"));
  const asked = (query.get("light") ?? "").split(",");
  return {
    project: Number.isInteger(project) && project > 0 ? project : null,
    lights: new Set(COLOURS.filter((colour) => asked.includes(colour))),
    expected: query.get("late") === EXPECTED,
  };
}

export function filtersWrite(filters: Filters): string {
  const lights = COLOURS.filter((colour) => filters.lights.has(colour));
  // a comma needs no escape in a query, and people read addresses
  const asked = [
    filters.project ? `project=${filters.project}` : "",
    lights.length ? `light=${lights.join(",")}` : "",
    filters.expected ? `late=${EXPECTED}` : "",
  ].filter(Boolean);
  return asked.length ? `?${asked.join("&")}` : "";
}

export function lightToggled(filters: Filters, colour: Colour): Filters {
  const lights = new Set(filters.lights);
  if (!lights.delete(colour)) lights.add(colour);
  return { ...filters, lights };
}

/** Projects of the filter, each with the buildings that show something of what is asked for. */
export function filtered(projects: readonly Project[], filters: Filters): Project[] {
  const picks = picksOf(filters);
  const within = projects.filter((project) => !filters.project || project.id === filters.project);
  if (picks === null) return within;
  return within
    .map((project) => ({
      ...project,
      buildings: project.buildings.filter((building) => building.milestones.some(picks)),
    }))
    .filter((project) => project.buildings.length > 0);
}

export function useFilters(): [Filters, (filters: Filters) => void] {
  const [search, searchSet] = useSearch();
  const change = useCallback((filters: Filters) => searchSet(filtersWrite(filters)), [searchSet]);
  return [filtersRead(search), change];
}
