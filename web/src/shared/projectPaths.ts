/** Addresses of a project's pages; web/urls.py says the same. */
export function rulesPath(project: number): string {
  return `/projects/${project}/alert-rules/`;
}

export function destinationsPath(project: number): string {
  return `/projects/${project}/destinations/`;
}
