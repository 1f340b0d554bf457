/** A project's plan: table and bars. */
import { ReadPage } from "../frame/ReadPage";
import { ProjectNav } from "../project/ProjectNav";
import type { Boot } from "../shared/boot";
import { nameOf, wordsAdd } from "../shared/i18n";
import * as words from "../shared/i18n/ganttWords";
import * as homeWords from "../shared/i18n/homeWords";
import { administersIt, plansIt } from "../shared/roles";
import { Gantt } from "./Gantt";
import { Legend } from "./States";
import { ganttEarly, useGantt, usePlan } from "./useGantt";
import "./Grid.css";
import "./GanttPage.css";
import "./Editing.css";

wordsAdd(words);
wordsAdd(homeWords);

export const early = ganttEarly;

export default function GanttPage({ boot, id }: { boot: Boot; id: number }) {
  const gantt = useGantt(id);
  const plan = usePlan(gantt.data);
  return (
    <ReadPage boot={boot} reads={[gantt]}>
      {plan && (
        <div className="gantt-page">
          <header className="gantt-title">
            <h2>{nameOf(plan.said)}</h2>
            <Legend />
            <ProjectNav project={id} administers={administersIt(plan.said)} />
          </header>
          <Gantt plan={plan} boot={boot} mayEdit={plansIt(plan.said)} />
        </div>
      )}
    </ReadPage>
  );
}
