/** A new project; whoever makes it administers it, and goes on in its Gantt. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Refusal } from "../frame/Refusal";
import type { Project } from "../frame/useProject";
import { post } from "../shared/api";
import { type Boot, csrfNow } from "../shared/boot";
import { Choice } from "../shared/Choice";
import { faultsOf } from "../shared/faults";
import { FormSheet } from "../shared/FormSheet";
import { t, wordsAdd } from "../shared/i18n";
import * as words from "../shared/i18n/projectWords";
import { ganttPath } from "../shared/projectPaths";
import { TextField } from "../shared/TextField";

wordsAdd(words);

const FIELDS = ["code", "name", "name_en", "planned_start", "time_zone"] as const;

function firstDraft() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { code: "", name: "", name_en: "", planned_start: "", time_zone: timeZone };
}

export default function NewProject({ boot, onClose }: { boot: Boot; onClose: () => void }) {
  const [draft, setDraft] = useState(firstDraft);
  const change = (changes: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...changes }));
  const making = useMutation({
    mutationFn: () => {
      const body = { ...draft, planned_start: draft.planned_start || null };
      return post<Project>("/api/v1/projects/", body, csrfNow(boot));
    },
    onSuccess: ({ id }) => window.location.assign(`${ganttPath(id)}?panel=settings`),
  });
  const { at, rest } = faultsOf(making.error, FIELDS);
  const zones = [...new Set([draft.time_zone, ...Intl.supportedValuesOf("timeZone")])].toSorted();
  const text = (field: "code" | "name" | "name_en", most: number) => (
    <TextField
      label={t(`newProject.${field}`)}
      fault={at[field]}
      required={field !== "name_en"}
      maxLength={most}
      value={draft[field]}
      onChange={({ target }) => change({ [field]: target.value })}
    />
  );
  return (
    <FormSheet
      title={t("projectNew")}
      deed={t("newProject.make")}
      busy={making.isPending || making.isSuccess}
      onSubmit={() => making.mutate()}
      onClose={onClose}
    >
      <div className="form-fields">
        {text("code", 50)}
        {text("name", 200)}
        {text("name_en", 200)}
        <TextField
          label={t("newProject.planned_start")}
          type="date"
          fault={at.planned_start}
          value={draft.planned_start}
          onChange={({ target }) => change({ planned_start: target.value })}
        />
        <Choice
          label={t("newProject.time_zone")}
          value={draft.time_zone}
          onChange={(time_zone) => change({ time_zone })}
        >
          {zones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </Choice>
      </div>
      <p className="quiet">{t("newProject.then")}</p>
      {at.time_zone && <p className="failure">{at.time_zone}</p>}
      <Refusal error={rest} words="refused" boot={boot} />
    </FormSheet>
  );
}
