/** Which finish is to be met, by when, and whether to search what could be shortened. */
import { type FormEvent, useId, useState } from "react";
import { useProject } from "../../../frame/useProject";
import { faultsOf } from "../../../shared/faults";
import { nameOf, t } from "../../../shared/i18n";
import { TextField } from "../../../shared/TextField";
import type { Plan } from "../../plan";
import { dayProposed, isGoal, openMilestones, placeOfCode, type Question as Asked } from "./backward";

const OFFERED_MOST = 300;
const SECONDS = 5;
const SECONDS_MOST = 15;
export const FIELDS = ["finish", "milestone", "time_limit_s"] as const;

interface Props {
  plan: Plan;
  /** The active activity's place. */
  place: number | null;
  busy: boolean;
  error: unknown;
  onAsk: (question: Asked) => void;
}

function Offers({ plan, id }: { plan: Plan; id: string }) {
  const { code, name, name_en } = plan.said.activities;
  return (
    <datalist id={id}>
      {openMilestones(plan, OFFERED_MOST).map((place) => (
        <option key={place} value={code[place]}>
          {nameOf({ name: name[place]!, name_en: name_en[place]! })}
        </option>
      ))}
    </datalist>
  );
}

export function Question({ plan, place, busy, error, onAsk }: Props) {
  const offers = useId();
  const { code: codes, name, name_en, id } = plan.said.activities;
  const offered = place !== null && isGoal(plan, place) ? place : null;
  const [code, setCode] = useState(offered === null ? "" : codes[offered]!);
  const [typed, setTyped] = useState<string | null>(null);
  const [crash, setCrash] = useState(false);
  const [seconds, setSeconds] = useState(SECONDS);
  const project = useProject(plan.said.project).data;
  const goal = code.trim() ? placeOfCode(plan, code) : null;
  const unknown = code.trim() !== "" && goal === null;
  const contract = goal === null ? project?.must_finish_by : null;
  const finish = typed ?? contract ?? dayProposed(plan, goal);
  const { at } = faultsOf(error, FIELDS);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (unknown) return;
    const milestone = goal === null ? null : id[goal]!;
    onAsk({ finish, milestone, crash, time_limit_s: seconds });
  };
  return (
    <form onSubmit={ask}>
      <TextField
        label={t("backward.goal")}
        hint={
          goal === null
            ? t("backward.wholeProject")
            : nameOf({ name: name[goal]!, name_en: name_en[goal]! })
        }
        fault={unknown ? t("backward.noCode") : at.milestone}
        list={offers}
        value={code}
        maxLength={64}
        onChange={({ target }) => setCode(target.value)}
      />
      <Offers plan={plan} id={offers} />
      {offered !== null && offered !== goal && (
        <p className="panel-deeds">
          <button type="button" className="gantt-chip" onClick={() => setCode(codes[offered]!)}>
            {t("backward.takeActive", { code: codes[offered]! })}
          </button>
        </p>
      )}
      <TextField
        label={t("backward.by")}
        type="date"
        required
        fault={at.finish}
        value={finish}
        onChange={({ target }) => setTyped(target.value)}
      />
      <label className="panel-deeds">
        <input
          type="checkbox"
          checked={crash}
          onChange={({ target }) => setCrash(target.checked)}
        />
        {t("backward.crash")}
      </label>
      {crash && (
        <TextField
          label={t("backward.seconds")}
          type="number"
          min={1}
          max={SECONDS_MOST}
          required
          fault={at.time_limit_s}
          value={seconds}
          onChange={({ target }) => setSeconds(Number(target.value))}
        />
      )}
      <p className="panel-deeds">
        <button type="submit" className="button button-main" disabled={busy}>
          {t("backward.ask")}
        </button>
      </p>
    </form>
  );
}
