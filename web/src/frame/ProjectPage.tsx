/** A page about one project: whose it is, what it is for, the page beside it, and what is missing. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Boot } from "../shared/boot";
import { nameOf } from "../shared/i18n";
import { projectPath } from "../shared/projectPaths";
import { ReadPage } from "./ReadPage";
import type { Project } from "./useProject";
import "../shared/Panel.css";
import "./ProjectPage.css";

interface Props {
  boot: Boot;
  project: UseQueryResult<Project>;
  /** What else the page reads before it shows anything. */
  reads: readonly UseQueryResult<unknown>[];
  title: string;
  explain: string;
  /** Where the reader may want to go from here. */
  beside?: { href: string; label: string } | undefined;
  children: ReactNode;
}

export function ProjectPage({ boot, project, reads, title, explain, beside, children }: Props) {
  return (
    <ReadPage boot={boot} reads={[project, ...reads]}>
      {project.data && (
        <div className="project-page">
          <p className="quiet">
            <a href={projectPath(project.data.id)}>{nameOf({ name_en: "", ...project.data })}</a>
          </p>
          <h2>{title}</h2>
          <p className="project-about">
            <span className="quiet">{explain}</span>
            {beside && <a href={beside.href}>{beside.label}</a>}
          </p>
          {children}
        </div>
      )}
    </ReadPage>
  );
}
