/** Somebody else changed the activity first: both values, and the reader's choice. */
import { useEffect, useRef } from "react";
import { t } from "../../shared/i18n";
import type { Answer } from "./apply";
import type { Conflict as Clash } from "./useEdits";

function shown(value: unknown): string {
  return value === null || value === undefined || value === "" ? "—" : String(value);
}

export function Conflict({ clash, onSettle }: { clash: Clash; onSettle: (mine: boolean) => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { change, theirs } = clash;
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
      <h2 id="gantt-conflict">{t("gantt.conflict", { name: `${theirs.code} ${theirs.name}` })}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("gantt.field")}</th>
            <th scope="col">{t("gantt.theirs")}</th>
            <th scope="col">{t("gantt.mine")}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(change.body).map(([field, value]) => (
            <tr key={field}>
              <th scope="row">{t(`gantt.fields.${field}`)}</th>
              <td>{shown(theirs[field as keyof Answer])}</td>
              <td>{shown(value)}</td>
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
