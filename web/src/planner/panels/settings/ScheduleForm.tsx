/** What the schedule rests on, and the button that computes it. */
import { type FormEvent, useState } from "react";
import type { Project } from "../../../frame/useProject";
import type { Boot } from "../../../shared/boot";
import { momentInWords } from "../../../shared/dates";
import { faultsOf } from "../../../shared/faults";
import { language, t } from "../../../shared/i18n";
import { TextField } from "../../../shared/TextField";
import { isoOf } from "../../geometry/days";
import type { Plan } from "../../plan";
import { Choice } from "../../../shared/Choice";
import { CalendarPart } from "./CalendarPart";
import { type Draft, type Field, FIELDS, shownOf } from "./draft";
import { Outcome } from "./Outcome";
import { Trouble } from "./Trouble";
import { useComputing, useSchedule } from "./useSchedule";

// as the API says
const CHOICES = {
  schedule_profile: ["topout", "p6", "msproject"],
  progress_mode: ["", "retained_logic", "progress_override", "actual_dates"],
  critical_by: ["", "float", "longest_path"],
} as const;
const NAMES: Readonly<Record<string, string>> = {
  topout: "Topout",
  p6: "Primavera P6",
  msproject: "Microsoft Project",
};

interface Props {
  plan: Plan;
  project: Project;
  boot: Boot;
  mayEdit: boolean;
  onGo: (activity: number) => void;
}

function Last({ plan, project }: Pick<Props, "plan" | "project">) {
  const { data } = useSchedule(project.id, plan.said.computation);
  if (!data?.computed_at) return <p className="quiet">{t("settings.never")}</p>;
  const moment = momentInWords(
    data.computed_at,
    language(),
    isoOf(plan.said.today),
    project.time_zone ?? "UTC",
  );
  return (
    <p className="quiet">
      {t("settings.last", { moment, finish: data.finish ?? "—", count: data.counts?.critical ?? 0 })}
    </p>
  );
}

export function ScheduleForm({ plan, project, boot, mayEdit, onGo }: Props) {
  const [draft, setDraft] = useState<Draft>({});
  const computing = useComputing(boot, () => setDraft({}));
  const { at, rest } = faultsOf(computing.error, FIELDS);
  const change = (field: Field, text: string) => setDraft((now) => ({ ...now, [field]: text }));
  const field = (name: Field, type: "date" | "number") => (
    <TextField
      label={t(`settings.fields.${name}`)}
      type={type}
      step={type === "number" ? "any" : undefined}
      fault={at[name]}
      value={shownOf(project, draft, name)}
      onChange={({ target }) => change(name, target.value)}
    />
  );
  const choice = (name: keyof typeof CHOICES) => (
    <Choice
      label={t(`settings.fields.${name}`)}
      value={shownOf(project, draft, name)}
      onChange={(text) => change(name, text)}
    >
      {CHOICES[name].map((each) => (
        <option key={each} value={each}>
          {NAMES[each] ?? t(`settings.choices.${each || "own"}`)}
        </option>
      ))}
    </Choice>
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    computing.mutate({ project, draft });
  };
  const { problem } = plan.said;
  return (
    <form onSubmit={submit}>
      <h4>{t("settings.schedule")}</h4>
      <Last plan={plan} project={project} />
      {problem && !computing.error && <p className="failure">{t(`settings.problems.${problem}`)}</p>}
      <fieldset disabled={!mayEdit || computing.isPending}>
        <div className="settings-fields">
          {field("data_date", "date")}
          {field("planned_start", "date")}
          {field("must_finish_by", "date")}
        </div>
        <CalendarPart
          plan={plan}
          boot={boot}
          mayEdit={mayEdit}
          value={shownOf(project, draft, "calendar")}
          onChange={(id) => change("calendar", id)}
        />
        <details>
          <summary>{t("settings.rules")}</summary>
          <div className="settings-fields">
            {choice("schedule_profile")}
            {choice("progress_mode")}
            {choice("critical_by")}
            {field("critical_float_days", "number")}
            {field("near_critical_float_days", "number")}
          </div>
        </details>
        {mayEdit && (
          <button type="submit" className="button button-main">
            {t(computing.isPending ? "settings.computing" : "settings.compute")}
          </button>
        )}
      </fieldset>
      <Trouble error={rest as Error | null} boot={boot} onGo={onGo} />
      {computing.data && <Outcome said={computing.data} />}
    </form>
  );
}
