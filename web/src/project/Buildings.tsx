/** The buildings of a project: light, progress, what comes next, last photo. */
import { titleOf } from "../board/BuildingRow";
import { expectedOf } from "../board/forecast";
import { lateOf, verdictOf } from "../board/Stop";
import { Trend } from "../board/Trend";
import { dayInWords } from "../shared/dates";
import { language, nameOf, t } from "../shared/i18n";
import { Light } from "../shared/Light";
import { comparedOf } from "../shared/lights";
import { PhotoFrame } from "../shared/PhotoFrame";
import type { Building, Milestone, Project } from "../shared/portfolio";
import { photosPath } from "../shared/projectPaths";
import { nextOf } from "./next";
import "./Buildings.css";

function Next({ milestone, today }: { milestone: Milestone | null; today: string }) {
  if (!milestone) return <p className="next quiet">{t("home.allDone")}</p>;
  const due = comparedOf(milestone);
  const colour = milestone.light.colour;
  return (
    <p className="next">
      <Light colour={colour} size={14} />
      <span className="only-spoken">{t(`lights.${colour}`)}</span>
      <b>{nameOf(milestone)}</b>
      <span className="quiet">{due ? dayInWords(due, language(), today) : t("undated")}</span>
      <span className={`verdict-${colour}`}>
        {lateOf(milestone) || verdictOf(milestone) || expectedOf(milestone, today)}
      </span>
    </p>
  );
}

function Row({ building, project }: { building: Building; project: Project }) {
  const title = titleOf(building);
  const percent = Math.round(building.percent_complete);
  const done = building.milestones.length > 0 && nextOf(building) === null;
  const reached = building.milestones.filter((row) => row.reached).length;
  return (
    <li className="home-building">
      {building.id !== null && (
        <PhotoFrame
          photo={building.latest_photo}
          building={title}
          today={project.today}
          zone={project.time_zone}
        />
      )}
      <div className="home-building-facts">
        <h4>
          <Light colour={building.light.colour} reached={done} size={18} />
          <span>{title}</span>
          <span className="only-spoken">{t(`lights.${building.light.colour}`)}</span>
        </h4>
        <p className="home-percent">
          <span className="home-track" aria-hidden="true">
            <span style={{ inlineSize: `${percent}%` }} />
          </span>
          <span className="quiet">
            {t("complete", { percent })} ·{" "}
            {t("home.reachedOf", { reached, all: building.milestones.length })}
          </span>
        </p>
        {building.trend && (
          <Trend trend={building.trend} name={title} today={project.today} />
        )}
        <Next milestone={nextOf(building)} today={project.today} />
      </div>
      {building.id !== null && building.latest_photo && (
        <a className="home-building-photos" href={photosPath(project.id, building.id)}>
          {t("photos")}
          <span className="only-spoken">{title}</span>
        </a>
      )}
    </li>
  );
}

export function Buildings({ project }: { project: Project }) {
  return (
    <section className="panel" aria-labelledby="buildings">
      <h3 id="buildings">{t("home.buildings")}</h3>
      {project.buildings.length === 0 && <p className="quiet">{t("home.noBuildings")}</p>}
      <ul className="home-buildings">
        {project.buildings.map((building) => (
          <Row key={building.id ?? "none"} building={building} project={project} />
        ))}
      </ul>
    </section>
  );
}
