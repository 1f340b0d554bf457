/** How many of the first projects fill the screen, whatever its size. */
import type { Project } from "../shared/portfolio";

// so many rows are taller than any window; where columns are balanced by all of them (BuildingRow.css)
const ROWS_LEAST = 14;
const BALANCED = "(min-width: 2400px)";

export function screenful(projects: readonly Project[], balanced = isBalanced()): number {
  if (balanced) return projects.length;
  let rows = 0;
  const last = projects.findIndex(({ buildings }) => (rows += buildings.length) >= ROWS_LEAST);
  return last < 0 ? projects.length : last + 1;
}

function isBalanced(): boolean {
  return window.matchMedia(BALANCED).matches;
}
