/** The open alerts of the sheet, those that wait for a signature first. */
import type { Building, Milestone, OpenAlert, Project } from "../shared/portfolio";

export interface Waiting {
  alert: OpenAlert;
  milestone: Milestone;
  building: Building;
  project: Project;
}

export function alertsOf(projects: readonly Project[]): Waiting[] {
  const found = projects.flatMap((project) =>
    project.buildings.flatMap((building) =>
      building.milestones.flatMap((milestone) =>
        milestone.open_alert
          ? [{ alert: milestone.open_alert, milestone, building, project }]
          : [],
      ),
    ),
  );
  return found.sort(
    (one, other) =>
      Number(one.alert.acknowledged_at !== null) - Number(other.alert.acknowledged_at !== null) ||
      other.milestone.days_late - one.milestone.days_late ||
      one.alert.id - other.alert.id,
  );
}
