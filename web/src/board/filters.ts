/** The board's filter lives in the address, so that a filtered sheet can be sent to somebody. */
import { useCallback, useSyncExternalStore } from "react";
import { COLOURS, has } from "../shared/lights";
import type { Colour, Project } from "../shared/portfolio";

export interface Filters {
  project: number | null;
  lights: ReadonlySet<Colour>;
}

export const NO_FILTERS: Filters = { project: null, lights: new Set() };

export function isFiltered(filters: Filters): boolean {
  return filters.project !== null || filters.lights.size > 0;
}

export function filtersRead(search: string): Filters {
  const query = new URLSearchParams(search);
  const project = Number(query.get("project"));
  const asked = (query.get("light") ?? "").split(",");
  return {
    project: Number.isInteger(project) && project > 0 ? project : null,
    lights: new Set(COLOURS.filter((colour) => asked.includes(colour))),
  };
}

export function filtersWrite(filters: Filters): string {
  const query = new URLSearchParams();
  if (filters.project) query.set("project", String(filters.project));
  const lights = COLOURS.filter((colour) => filters.lights.has(colour));
  const text = query.toString();
  // a comma needs no escape in a query, and people read addresses
  const light = lights.length ? `${text ? "&" : ""}light=${lights.join(",")}` : "";
  return text || light ? `?${text}${light}` : "";
}

export function lightToggled(filters: Filters, colour: Colour): Filters {
  const lights = new Set(filters.lights);
  if (!lights.delete(colour)) lights.add(colour);
  return { ...filters, lights };
}

/** Projects of the filter, each with the buildings that show one of the lights asked for. */
export function filtered(projects: readonly Project[], filters: Filters): Project[] {
  return projects
    .filter((project) => !filters.project || project.id === filters.project)
    .map((project) =>
      filters.lights.size === 0
        ? project
        : {
            ...project,
            buildings: project.buildings.filter((building) => has(building, filters.lights)),
          },
    )
    .filter((project) => filters.lights.size === 0 || project.buildings.length > 0);
}

const CHANGED = "filters-changed";

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(CHANGED, listener);
  };
}

/** Where the reader is, filter included: what must lead back here leads to this. */
export function useAddress(): string {
  return window.location.pathname + useSyncExternalStore(subscribe, () => window.location.search);
}

export function useFilters(): [Filters, (filters: Filters) => void] {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const change = useCallback((filters: Filters) => {
    window.history.pushState(null, "", window.location.pathname + filtersWrite(filters));
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [filtersRead(search), change];
}
