/** The project's buildings, and a new one. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Refusal } from "../../../frame/Refusal";
import { post } from "../../../shared/api";
import { type Boot, csrfNow } from "../../../shared/boot";
import { faultsOf } from "../../../shared/faults";
import { nameOf, t } from "../../../shared/i18n";
import { TextField } from "../../../shared/TextField";
import type { Plan } from "../../plan";
import { ganttKey } from "../../useGantt";

const EMPTY = { code: "", name: "", name_en: "", floors: "" };
const FIELDS = ["code", "name", "name_en", "floors"] as const;

function NewBuilding({ project, boot }: { project: number; boot: Boot }) {
  const [draft, setDraft] = useState(EMPTY);
  const client = useQueryClient();
  const adding = useMutation({
    mutationFn: () => {
      const floors = draft.floors ? Number(draft.floors) : null;
      return post("/api/v1/buildings/", { ...draft, project, floors }, csrfNow(boot));
    },
    onSuccess: () => {
      setDraft(EMPTY);
      return client.invalidateQueries({ queryKey: ganttKey(project), exact: true });
    },
  });
  const { at, rest } = faultsOf(adding.error, FIELDS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <form onSubmit={submit}>
      <div className="settings-fields">
        {FIELDS.map((field) => (
          <TextField
            key={field}
            label={t(`settings.building.${field}`)}
            fault={at[field]}
            required={field === "code" || field === "name"}
            {...(field === "floors" ? { type: "number", min: 0 } : { maxLength: 200 })}
            value={draft[field]}
            onChange={({ target }) => setDraft((now) => ({ ...now, [field]: target.value }))}
          />
        ))}
      </div>
      <button type="submit" className="button" disabled={adding.isPending}>
        {t("settings.addBuilding")}
      </button>
      <Refusal error={rest} words="refused" boot={boot} />
    </form>
  );
}

export function Buildings({ plan, boot, mayEdit }: { plan: Plan; boot: Boot; mayEdit: boolean }) {
  const { buildings, project } = plan.said;
  return (
    <section>
      <h4>{t("settings.buildings")}</h4>
      {buildings.length === 0 && <p className="quiet">{t("settings.noBuilding")}</p>}
      <ul>
        {buildings.map((each) => (
          <li key={each.id}>
            {each.code} · {nameOf(each)}
          </li>
        ))}
      </ul>
      {mayEdit && (
        <details open={buildings.length === 0}>
          <summary>{t("settings.newBuilding")}</summary>
          <NewBuilding project={project} boot={boot} />
        </details>
      )}
    </section>
  );
}
