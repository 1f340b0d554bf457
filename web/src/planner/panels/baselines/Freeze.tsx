/** Freezes the plan as it stands; what its quality lacks is said. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { post } from "../../../shared/api";
import { type Boot, csrfNow } from "../../../shared/boot";
import { faultsOf } from "../../../shared/faults";
import { t } from "../../../shared/i18n";
import type { components } from "../../../shared/schema";
import { TextField } from "../../../shared/TextField";
import { Failed } from "../Failed";
import { baselinesChanged } from "./baselines";

type Taken = components["schemas"]["BaselineTaken"];

const NAME_MOST = 100;

interface Props {
  project: number;
  boot: Boot;
  onFrozen: (baseline: number) => void;
}

export function Freeze({ project, boot, onFrozen }: Props) {
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [current, setCurrent] = useState(true);
  const freezing = useMutation({
    mutationFn: () =>
      post<Taken>("/api/v1/baselines/", { project, name, is_current: current }, csrfNow(boot)),
    onSuccess: (taken) => {
      setName("");
      baselinesChanged(client, project);
      onFrozen(taken.id);
    },
  });
  const { at, rest } = faultsOf(freezing.error, ["name"]);
  const freeze = (event: FormEvent): void => {
    event.preventDefault();
    freezing.mutate();
  };
  const warnings = freezing.data?.warnings ?? [];
  return (
    <form onSubmit={freeze}>
      <h4>{t("baselines.freezeTitle")}</h4>
      <TextField
        label={t("baselines.name")}
        required
        maxLength={NAME_MOST}
        value={name}
        fault={at.name}
        onChange={({ target }) => setName(target.value)}
      />
      <label className="panel-deeds">
        <input
          type="checkbox"
          checked={current}
          onChange={({ target }) => setCurrent(target.checked)}
        />
        {t("baselines.makeCurrent")}
      </label>
      <Failed error={rest} boot={boot} />
      <p className="panel-deeds">
        <button type="submit" className="button button-main" disabled={freezing.isPending}>
          {t(freezing.isPending ? "gantt.saving" : "baselines.freeze")}
        </button>
      </p>
      {freezing.data && (
        <p role="status">
          {t("baselines.frozen", { name: freezing.data.name })}
          {warnings.length > 0 &&
            ` ${t("baselines.warnings", {
              points: warnings.map((point) => point.name).join(", "),
            })}`}
        </p>
      )}
    </form>
  );
}
