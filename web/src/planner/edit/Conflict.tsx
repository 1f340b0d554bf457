/** Somebody else changed the row first: both values, and the reader's choice. */
import { useEffect, useRef } from "react";
import { t } from "../../shared/i18n";
import type { Plan } from "../plan";
import type { RowAnswer } from "./requests";
import type { Conflict as Clash } from "./useEdits";

function shown(value: unknown): string {
  return value === null || value === undefined || value === "" ? "—" : String(value);
}

/** What people call the row. */
function nameOf(plan: Plan, theirs: RowAnswer): string {
  if ("code" in theirs) return `${theirs.code} ${theirs.name}`;
  const code = (id: number) => plan.said.activities.code[plan.placeOf.get(id) ?? -1] ?? "";
  return `${code(theirs.predecessor)} → ${code(theirs.successor)}`;
}

interface Props {
  plan: Plan;
  clash: Clash;
  onSettle: (mine: boolean) => void;
}

export function Conflict({ plan, clash, onSettle }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { at, theirs } = clash;
  const { step } = at;
  const ends = new Set(["predecessor", "successor"]);
  const fields = Object.entries(step.body).filter(([field]) => !ends.has(field));
  return (
    <dialog
      ref={dialog}
      className="gantt-conflict"
      aria-labelledby="gantt-conflict"
      onCancel={(event) => {
        event.preventDefault();
        onSettle(false);
      }}
    >
      <h2 id="gantt-conflict">{t("gantt.conflict", { name: nameOf(plan, theirs) })}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("gantt.field")}</th>
            <th scope="col">{t("gantt.theirs")}</th>
            <th scope="col">{t("gantt.mine")}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(([field, value]) => (
            <tr key={field}>
              <th scope="row">{t(`${step.list === "links" ? "links" : "gantt"}.fields.${field}`)}</th>
              <td>{shown(theirs[field as keyof RowAnswer])}</td>
              <td>{step.deed === "remove" ? t("links.removed") : shown(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="gantt-conflict-deeds">
        <button type="button" className="button button-main" onClick={() => onSettle(false)}>
          {t("gantt.keepTheirs")}
        </button>
        <button type="button" className="button" onClick={() => onSettle(true)}>
          {t("gantt.setMine")}
        </button>
      </p>
    </dialog>
  );
}
