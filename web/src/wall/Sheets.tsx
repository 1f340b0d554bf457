/** The sheets of a wall: few words, large. */
import { titleOf } from "../board/BuildingRow";
import { expectedOf } from "../board/forecast";
import { lateOf, verdictOf } from "../board/Stop";
import { TrendWords } from "../board/Trend";
import ProjectsMap from "../map/ProjectsMap";
import { nextOf } from "../project/next";
import { dayInWords } from "../shared/dates";
import { language, nameOf, t } from "../shared/i18n";
import { Light } from "../shared/Light";
import { COLOURS, comparedOf, worstOf } from "../shared/lights";
import type { Building, Project } from "../shared/portfolio";
import type { Sheet } from "./rotation";

function Counts({ project }: { project: Project }) {
  return (
    <ul className="wall-counts">
      {COLOURS.filter((colour) => project.light_counts[colour] > 0).map((colour) => (
        <li key={colour}>
          <Light colour={colour} size="1em" />
          <span>{project.light_counts[colour]}</span>
          <span className="only-spoken">{t(`lights.${colour}`)}</span>
        </li>
      ))}
    </ul>
  );
}

function ProjectLine({ project }: { project: Project }) {
  const colour = worstOf(project.light_counts);
  const unsigned = project.buildings
    .flatMap(({ milestones }) => milestones)
    .filter(({ open_alert: alert }) => alert && !alert.acknowledged_at).length;
  return (
    <li className="wall-row">
      <Light colour={colour} size="1em" />
      <strong>
        {nameOf(project)}
        {project.trend && <TrendWords trend={project.trend} today={project.today} />}
      </strong>
      <Counts project={project} />
      <span className={unsigned ? "verdict-red" : "quiet"}>
        {unsigned ? t("alertsOpen", { count: unsigned }) : t("alertsNone")}
      </span>
    </li>
  );
}

function BuildingLine({ building, today }: { building: Building; today: string }) {
  const next = nextOf(building);
  const due = next && comparedOf(next);
  const { colour } = building.light;
  const photo = building.latest_photo?.renditions["960"];
  return (
    <li className="wall-row wall-building">
      {photo ? <img src={photo} alt="" /> : <span className="wall-no-photo">{t("noPhoto")}</span>}
      <Light colour={colour} reached={next === null && building.milestones.length > 0} size="1em" />
      <strong>
        {titleOf(building)}
        <span className="only-spoken">{t(`lights.${colour}`)}</span>
        {building.trend && <TrendWords trend={building.trend} today={today} />}
      </strong>
      <span className="wall-percent">{Math.round(building.percent_complete)} %</span>
      <span className="wall-next">
        {next ? (
          <>
            {nameOf(next)} <span className="quiet">{due ? dayInWords(due, language(), today) : t("undated")}</span>{" "}
            <b className={`verdict-${next.light.colour}`}>
              {lateOf(next) || verdictOf(next) || expectedOf(next, today)}
            </b>
          </>
        ) : (
          <span className="quiet">{t("wall.allDone")}</span>
        )}
      </span>
    </li>
  );
}

export function SheetShown({ sheet, all }: { sheet: Sheet; all: readonly Project[] }) {
  if (sheet.kind === "map") {
    return (
      <section aria-labelledby="wall-title" className="wall-map">
        <h2 id="wall-title">{t("map.projects")}</h2>
        <ProjectsMap projects={all} />
      </section>
    );
  }
  if (sheet.kind === "overview") {
    return (
      <section aria-labelledby="wall-title">
        <h2 id="wall-title">{t("wall.overview")}</h2>
        <ul className="wall-rows">
          {sheet.projects.map((project) => (
            <ProjectLine key={project.id} project={project} />
          ))}
        </ul>
      </section>
    );
  }
  const { project, buildings, part, parts } = sheet;
  return (
    <section aria-labelledby="wall-title">
      <h2 id="wall-title">
        {nameOf(project)} {parts > 1 && <small>{t("wall.part", { part, parts })}</small>}
        <Counts project={project} />
      </h2>
      <ul className="wall-rows">
        {buildings.map((building) => (
          <BuildingLine key={building.id ?? "none"} building={building} today={project.today} />
        ))}
      </ul>
      {buildings.length === 0 && <p className="quiet">{t("wall.noBuildings")}</p>}
    </section>
  );
}
