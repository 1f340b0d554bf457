/** What a plan stands on: dates and rules of its computation, calendar, buildings, templates. */
import { Loading } from "../../../frame/Page";
import { useProject } from "../../../frame/useProject";
import { wordsAdd } from "../../../shared/i18n";
import * as words from "../../../shared/i18n/settingsWords";
import type { PanelProps } from "../panels";
import { Buildings } from "./Buildings";
import { ScheduleForm } from "./ScheduleForm";
import { Template } from "./Template";
import "./Settings.css";

wordsAdd(words);

export default function Settings({ plan, boot, mayEdit, onGo }: PanelProps) {
  const { data, error } = useProject(plan.said.project);
  if (error) return <p className="failure">{error.message}</p>;
  if (!data) return <Loading />;
  const given = { plan, boot, mayEdit, onGo };
  return (
    <div className="settings">
      <ScheduleForm {...given} project={data} />
      <Buildings {...given} />
      {mayEdit && <Template {...given} project={data} />}
    </div>
  );
}
