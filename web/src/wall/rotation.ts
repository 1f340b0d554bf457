/** Which sheets a wall shows, one after another. */
import type { Building, Project } from "../shared/portfolio";

export type Sheet =
  | { kind: "overview"; projects: readonly Project[] }
  | { kind: "map" }
  | { kind: "project"; project: Project; buildings: readonly Building[]; part: number; parts: number };

/** So many rows are still read at five metres. */
export const ROWS_MOST = 5;

function parted<Row>(rows: readonly Row[], most: number): Row[][] {
  // even parts: 6 are 3 and 3, not 5 and 1
  const parts = Math.max(1, Math.ceil(rows.length / most));
  const each = Math.ceil(rows.length / parts);
  return Array.from({ length: parts }, (_, at) => rows.slice(at * each, (at + 1) * each));
}

/** All projects, the map, then each project; what does not fit on a sheet goes on on the next. */
export function sheetsOf(projects: readonly Project[]): Sheet[] {
  if (projects.length === 0) return [];
  const overviews = parted(projects, ROWS_MOST).map(
    (part): Sheet => ({ kind: "overview", projects: part }),
  );
  const each = projects.flatMap((project) => {
    const parts = parted(project.buildings, ROWS_MOST);
    return parts.map(
      (buildings, at): Sheet => ({
        kind: "project",
        project,
        buildings,
        part: at + 1,
        parts: parts.length,
      }),
    );
  });
  return [...overviews, { kind: "map" }, ...each];
}

/** The place of the sheet that is `by` steps from another, around the end. */
export function turned(at: number, by: number, count: number): number {
  return count === 0 ? 0 : (((at + by) % count) + count) % count;
}
