/** A project's plan: table and bars. */
import { Loading, Page } from "../frame/Page";
import { Trouble } from "../frame/Trouble";
import { useProject } from "../frame/useProject";
import { Problem } from "../shared/api";
import type { Boot } from "../shared/boot";
import { timeOf } from "../shared/dates";
import { nameOf, t, wordsAdd } from "../shared/i18n";
import * as words from "../shared/i18n/ganttWords";
import { Gantt } from "./Gantt";
import { Legend } from "./States";
import { useGantt, usePlan } from "./useGantt";
import "./Grid.css";
import "./GanttPage.css";
import "./Editing.css";

wordsAdd(words);

// as the API says
const EDITORS: ReadonlySet<string> = new Set(["planner", "project_admin"]);

export default function GanttPage({ boot, id }: { boot: Boot; id: number }) {
  const project = useProject(id);
  const gantt = useGantt(id);
  const plan = usePlan(gantt.data);
  const error = gantt.error ?? project.error;
  if (error instanceof Problem && error.status === 404) {
    return (
      <Page boot={boot}>
        <div className="message">{t("projectNotThere")}</div>
      </Page>
    );
  }
  return (
    <Page boot={boot}>
      <div className="gantt-page">
        <Trouble
          error={error}
          time={plan ? timeOf(new Date(gantt.dataUpdatedAt).toISOString()) : ""}
          boot={boot}
          onRetry={() => void Promise.all([gantt.refetch(), project.refetch()])}
        />
        <header className="gantt-title">
          <h2>{project.data ? nameOf({ name_en: "", ...project.data }) : t("gantt.title")}</h2>
          <Legend />
        </header>
        {plan ? <Gantt plan={plan} boot={boot} mayEdit={EDITORS.has(project.data?.role ?? "")} /> : !error && <Loading />}
      </div>
    </Page>
  );
}
