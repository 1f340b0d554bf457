/** What buildings are called under their photos. */
import { titleOf } from "../board/BuildingRow";
import { t } from "../shared/i18n";
import type { Project } from "../shared/portfolio";

/** Names by id; a photo of no building is one of the whole project. */
export function namer(project: Project): (building: number | null) => string {
  const names = new Map(project.buildings.map((row) => [row.id, titleOf(row)]));
  return (building) => names.get(building) ?? t("noBuilding");
}
