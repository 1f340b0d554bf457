/** First tap: the building. The nearest one comes first where the phone knows where it is. */
import { momentInWords } from "../../shared/dates";
import { language, nameOf, t } from "../../shared/i18n";
import { byDistance, nearestProject } from "../capture/nearest";
import { usePosition } from "../capture/position";
import type { PhotoRecord, Position } from "../store/records";
import type { Sheet, SheetProject } from "../sync/sheet";
import { hashOf } from "./where";

interface Props {
  sheet: Sheet;
  chosen: number | null;
  photos: readonly PhotoRecord[];
}

export function PlacesPage({ sheet, chosen, photos }: Props) {
  const position = usePosition();
  const project =
    sheet.projects.find(({ id }) => id === chosen) ?? nearestProject(sheet.projects, position);
  if (!project) return <p className="message">{t("site.noProject")}</p>;
  return (
    <>
      {sheet.projects.length > 1 && <Projects projects={sheet.projects} open={project.id} />}
      <h2 className="site-title" dir="auto">
        {nameOf(project)}
      </h2>
      <Buildings project={project} photos={photos} position={position} />
      <p className="quiet site-foot">
        {t("site.asOf", {
          time: momentInWords(sheet.as_of, language(), project.today, project.time_zone),
        })}
      </p>
    </>
  );
}

function intoView(chip: HTMLElement | null): void {
  chip?.scrollIntoView({ block: "nearest", inline: "center" });
}

function Projects({ projects, open }: { projects: readonly SheetProject[]; open: number }) {
  return (
    <nav className="site-projects" aria-label={t("site.projects")}>
      {projects.map((project) => (
        <a
          key={project.id}
          className="site-chip"
          dir="auto"
          href={hashOf({ page: "places", project: project.id })}
          aria-current={project.id === open ? "page" : undefined}
          ref={project.id === open ? intoView : undefined}
        >
          {nameOf(project)}
        </a>
      ))}
    </nav>
  );
}

/** Farther away than this, no building is the one where the phone stands. */
const NEAR_M = 2_000;

interface BuildingsProps {
  project: SheetProject;
  photos: readonly PhotoRecord[];
  position: Position | null;
}

function Buildings({ project, photos, position }: BuildingsProps) {
  const places = byDistance(project.buildings, position);
  const unplaced = project.activities.filter(({ building_id }) => building_id === null);
  if (!places.length && !unplaced.length) return <p className="message">{t("site.noBuilding")}</p>;
  return (
    <ul className="site-list">
      {places.map(({ building, metres }, index) => {
        const work = project.activities.filter(({ building_id }) => building_id === building.id);
        const isNear = index === 0 && metres !== null && metres < NEAR_M;
        const drafts = photos.filter(
          ({ place, state }) => state === "draft" && place.building === building.id,
        );
        return (
          <li key={building.id}>
            <a
              className="site-row"
              href={hashOf({ page: "building", project: project.id, building: building.id })}
            >
              <b>
                <bdi>{nameOf(building)}</bdi>
              </b>
              <span className="quiet">
                {isNear && <mark>{t("site.nearest", { metres: Math.round(metres) })}</mark>}
                {t("site.thisWeek", { count: work.length })}
                {drafts.length > 0 && ` · ${t("site.drafts", { count: drafts.length })}`}
              </span>
            </a>
          </li>
        );
      })}
      {unplaced.length > 0 && (
        <li>
          <a
            className="site-row"
            href={hashOf({ page: "building", project: project.id, building: null })}
          >
            <b>{t("site.wholeSite")}</b>
            <span className="quiet">{t("site.thisWeek", { count: unplaced.length })}</span>
          </a>
        </li>
      )}
    </ul>
  );
}
