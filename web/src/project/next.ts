/** What comes next at a building. */
import { comparedOf } from "../shared/lights";
import type { Building, Milestone } from "../shared/portfolio";

// after every day that can be planned
const NEVER = "9999-12-31";

/** The open milestone that is due first; those without a date come last. Null where all is done. */
export function nextOf(building: Building): Milestone | null {
  const open = building.milestones.filter(({ reached }) => !reached);
  const due = (milestone: Milestone) => comparedOf(milestone) ?? NEVER;
  return (
    open.toSorted((one, other) => due(one).localeCompare(due(other)) || one.id - other.id)[0] ?? null
  );
}

/** The gross floor area of all buildings in m²; null where none is known. */
export function floorArea(
  buildings: readonly { gross_floor_area_m2?: number | null | undefined }[],
): number | null {
  const known = buildings.flatMap(({ gross_floor_area_m2: area }) => (area ? [area] : []));
  return known.length ? known.reduce((sum, area) => sum + area, 0) : null;
}
