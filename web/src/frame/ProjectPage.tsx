/** A page about one project: whose it is, what it is for, the page beside it, and what is missing. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Problem } from "../shared/api";
import type { Boot } from "../shared/boot";
import { timeOf } from "../shared/dates";
import { nameOf, t } from "../shared/i18n";
import { Loading, Page } from "./Page";
import { Trouble } from "./Trouble";
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
  const all = [project, ...reads];
  const error = all.find((read) => read.error)?.error ?? null;
  const ready = project.data && all.every(({ data }) => data !== undefined);
  const read = Math.min(...all.map(({ dataUpdatedAt }) => dataUpdatedAt));
  if (error instanceof Problem && error.status === 404) {
    return (
      <Page boot={boot}>
        <div className="message">{t("projectNotThere")}</div>
      </Page>
    );
  }
  return (
    <Page boot={boot}>
      <Trouble
        error={error}
        time={ready ? timeOf(new Date(read).toISOString()) : ""}
        boot={boot}
        onRetry={() => void Promise.all(all.map(({ refetch }) => refetch()))}
      />
      {!ready && !error && <Loading />}
      {ready && (
        <div className="project-page">
          <p className="quiet">{nameOf({ name_en: "", ...project.data })}</p>
          <h2>{title}</h2>
          <p className="project-about">
            <span className="quiet">{explain}</span>
            {beside && <a href={beside.href}>{beside.label}</a>}
          </p>
          {children}
        </div>
      )}
    </Page>
  );
}
