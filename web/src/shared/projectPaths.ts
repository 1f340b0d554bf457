/** Addresses of pages; web/urls.py says the same. */
export const WALL_PATH = "/wall/";

export function projectPath(project: number): string {
  return `/projects/${project}/`;
}

export function photosPath(project: number, building?: number | null): string {
  return `/projects/${project}/photos/${building ? `?building=${building}` : ""}`;
}

export function rulesPath(project: number): string {
  return `/projects/${project}/alert-rules/`;
}

export function destinationsPath(project: number): string {
  return `/projects/${project}/destinations/`;
}

export function ganttPath(project: number): string {
  return `/projects/${project}/gantt/`;
}
