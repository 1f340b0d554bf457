/** What the reader's role in a project lets him do, as the API has it. */

/** A project as any answer shows it; undefined while it is being read. */
type Held = { role?: string | null } | undefined;

export function administersIt(project: Held): boolean {
  return project?.role === "project_admin";
}

export function plansIt(project: Held): boolean {
  return project?.role === "planner" || administersIt(project);
}
