/** In the tools: undo, what is being sent, and why something was not taken. */
import { t } from "../../shared/i18n";
import type { Edits } from "./useEdits";

interface Props {
  edits: Edits;
  mayEdit: boolean;
  /** The key of what is wrong with the open cell. */
  fault: string;
  /** The panel that is open. */
  panel: string | null;
  onPanel: (name: string | null) => void;
}

export function EditState({ edits, mayEdit, fault, panel, onPanel }: Props) {
  return (
    <>
      {mayEdit && (
        <button
          type="button"
          className="gantt-chip"
          disabled={edits.undoes === 0 || edits.busy}
          onClick={edits.undo}
        >
          {t("gantt.undo")}
        </button>
      )}
      <button
        type="button"
        className="gantt-chip"
        aria-pressed={panel !== null}
        onClick={() => onPanel(panel ? null : "why")}
      >
        {t("gantt.panelsLabel")}
      </button>
      {(fault || edits.error) && (
        <p className="gantt-fault" role="alert">
          {fault ? t(fault) : edits.error}
        </p>
      )}
      {edits.busy && <span role="status">{t("gantt.saving")}</span>}
    </>
  );
}
