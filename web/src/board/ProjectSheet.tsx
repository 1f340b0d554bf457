/** One project: what it is in one line, then its buildings. */
import { dayInWords } from "../shared/dates";
import { areaInWords, moneyInWords } from "../shared/figures";
import { language, nameOf, t } from "../shared/i18n";
import { noticeOf, placeOf } from "../shared/notice";
import { Light } from "../shared/Light";
import { COLOURS, stopsInRow } from "../shared/lights";
import type { Project } from "../shared/portfolio";
import { ganttPath, projectPath, rulesPath } from "../shared/projectPaths";
import { administersIt } from "../shared/roles";
import { BuildingRow } from "./BuildingRow";
import type { Picks } from "./filters";
import { Trend } from "./Trend";
import "../shared/ProjectHead.css";
import "./ProjectSheet.css";

const STOPS_IN_ROW = 10;

function ProjectFacts({ project }: { project: Project }) {
  const facts = [
    placeOf(project.location, language()),
    project.investment_cny
      ? `${t("investment")} ${moneyInWords(Number(project.investment_cny), language())}`
      : "",
    project.site_area_mu
      ? `${t("area")} ${areaInWords(Number(project.site_area_mu), language())}`
      : "",
    t("today", { day: dayInWords(project.today, language(), project.today) }),
  ].filter(Boolean);
  return (
    <ul className="project-facts">
      {facts.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}

interface Props {
  project: Project;
  picks: Picks | null;
  /** Out of sight at first, and not laid out before it is near. */
  later: boolean;
}

export function ProjectSheet({ project, picks, later }: Props) {
  const heading = `project-${project.id}`;
  const other = language() === "en" ? project.name : project.name_en;
  const stops = stopsInRow(project.buildings, STOPS_IN_ROW);
  return (
    <section className={later ? "project project-later" : "project"} aria-labelledby={heading}>
      <header className="project-head">
        <div>
          <h2 id={heading}>
            <a href={projectPath(project.id)}>{nameOf(project)}</a>
          </h2>
          {other && other !== nameOf(project) && (
            <p className="project-other" lang={language() === "en" ? "zh-Hans" : "en"}>
              {other}
            </p>
          )}
          {project.trend && (
            <Trend trend={project.trend} name={nameOf(project)} today={project.today} />
          )}
        </div>
        <ul className="counts" aria-label={t("milestones", { count: total(project) })}>
          {COLOURS.filter((colour) => project.light_counts[colour] > 0).map((colour) => (
            <li key={colour}>
              <Light colour={colour} size={14} />
              <span className="only-spoken">{t(`lights.${colour}`)}</span>
              {project.light_counts[colour]}
            </li>
          ))}
        </ul>
        <ProjectFacts project={project} />
        <nav className="project-links" aria-label={t("projectLinks")}>
          <a href={ganttPath(project.id)}>{t("ganttLink")}</a>
          {administersIt(project) && (
            <a href={rulesPath(project.id)}>{t("rulesLink")}</a>
          )}
        </nav>
      </header>
      {project.notice && <p className="notice">{noticeOf(project.notice, language())}</p>}
      <ul className="buildings">
        {project.buildings.map((building) => (
          <BuildingRow
            key={building.id ?? "none"}
            building={building}
            today={project.today}
            zone={project.time_zone}
            picks={picks}
            stopsInRow={stops}
          />
        ))}
      </ul>
    </section>
  );
}

function total(project: Project): number {
  return COLOURS.reduce((sum, colour) => sum + project.light_counts[colour], 0);
}
