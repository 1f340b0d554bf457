/** A building's plan from a template: which, from when, under which codes. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Refusal } from "../../../frame/Refusal";
import type { Project } from "../../../frame/useProject";
import { get, mayTryAgain, post } from "../../../shared/api";
import { type Boot, csrfNow } from "../../../shared/boot";
import { faultsOf } from "../../../shared/faults";
import { nameOf, t } from "../../../shared/i18n";
import type { components } from "../../../shared/schema";
import { TextField } from "../../../shared/TextField";
import { isoOf } from "../../geometry/days";
import type { Plan } from "../../plan";
import { Choice } from "../../../shared/Choice";
import { ganttKey } from "../../useGantt";

type Templates = components["schemas"]["TemplatesAnswer"];
type Template = Templates["templates"][number];
type Laid = components["schemas"]["LaidAnswer"];

function Preview({ template, prefix }: { template: Template; prefix: string }) {
  const { steps } = template;
  const milestones = steps.filter(({ days }) => days === 0).length;
  const links = steps.reduce((sum, { after }) => sum + after.length, 0);
  return (
    <details>
      <summary>{t("settings.preview", { count: steps.length, milestones, links })}</summary>
      <ol className="settings-steps">
        {steps.map(({ code, name, days }) => (
          <li key={code}>
            {prefix}
            {code} {name} {days > 0 && <span className="quiet">{t("gantt.days", { count: days })}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}

interface Props {
  plan: Plan;
  project: Project;
  boot: Boot;
  onGo: (activity: number) => void;
}

export function Template({ plan, project, boot, onGo }: Props) {
  const { buildings, today } = plan.said;
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ["templates"],
    queryFn: ({ signal }) => get<Templates>("/api/v1/schedule-templates/", signal),
    staleTime: Infinity,
    retry: mayTryAgain,
  });
  const [key, setKey] = useState("");
  const [at, setAt] = useState<number | null>(null);
  const [start, setStart] = useState(project.planned_start ?? isoOf(today));
  const [typed, setTyped] = useState<string | null>(null);
  const building = buildings.find(({ id }) => id === at) ?? buildings[0];
  const template = data?.templates.find((each) => each.key === key) ?? data?.templates[0];
  const prefix = typed ?? (building ? `${building.code}-` : "");
  const laying = useMutation({
    mutationFn: () =>
      post<Laid>(
        `/api/v1/buildings/${building?.id}/plan/`,
        { template: template?.key, start, code_prefix: prefix },
        csrfNow(boot),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ganttKey(project.id), exact: true }),
  });
  const faults = faultsOf(laying.error, ["start", "code_prefix"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    laying.mutate();
  };
  if (!building || !template) return null;
  const first = laying.data?.activities[0];
  return (
    <section>
      <h4>{t("settings.template")}</h4>
      <form onSubmit={submit}>
        <Choice label={t("settings.which")} value={template.key} onChange={setKey}>
          {data?.templates.map((each) => (
            <option key={each.key} value={each.key}>
              {each.name}
            </option>
          ))}
        </Choice>
        <div className="settings-fields">
          <Choice
            label={t("gantt.building")}
            value={building.id}
            onChange={(id) => setAt(Number(id))}
          >
            {buildings.map((each) => (
              <option key={each.id} value={each.id}>
                {nameOf(each)}
              </option>
            ))}
          </Choice>
          <TextField
            label={t("settings.start")}
            type="date"
            required
            fault={faults.at.start}
            value={start}
            onChange={({ target }) => setStart(target.value)}
          />
          <TextField
            label={t("settings.prefix")}
            maxLength={20}
            fault={faults.at.code_prefix}
            value={prefix}
            onChange={({ target }) => setTyped(target.value)}
          />
        </div>
        <Preview template={template} prefix={prefix} />
        <button type="submit" className="button" disabled={laying.isPending}>
          {t(laying.isPending ? "settings.computing" : "settings.lay", {
            count: template.steps.length,
          })}
        </button>
        <Refusal error={faults.rest} words="refused" boot={boot} />
        {first !== undefined && (
          <p role="status">
            {t("settings.laid", { count: laying.data?.activities.length ?? 0 })}{" "}
            <button type="button" className="button-plain" onClick={() => onGo(first)}>
              {t("gantt.goThere")}
            </button>
          </p>
        )}
      </form>
    </section>
  );
}
