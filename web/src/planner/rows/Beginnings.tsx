/** How a plan without activities is begun. */
import { t } from "../../shared/i18n";

interface Props {
  onNew: () => void;
  onPanel: (name: string) => void;
}

export function Beginnings({ onNew, onPanel }: Props) {
  return (
    <p className="gantt-begin">
      <button type="button" className="button button-main" onClick={() => onPanel("settings")}>
        {t("rows.fromTemplate")}
      </button>{" "}
      <button type="button" className="button" onClick={onNew}>
        {t("rows.first")}
      </button>
    </p>
  );
}
