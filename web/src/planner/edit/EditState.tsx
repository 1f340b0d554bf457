/** In the tools: undo, what is being sent, and why something was not taken. */
import { Problem } from "../../shared/api";
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
  const { error } = edits;
  const said = error instanceof Problem ? error.inWords : (error?.message ?? "");
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
      {(fault || said) && (
        <p className="gantt-fault" role="alert">
          {fault ? t(fault) : said}
        </p>
      )}
      {edits.busy && <span role="status">{t("gantt.saving")}</span>}
    </>
  );
}
