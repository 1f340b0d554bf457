/** The end of a form that is opened in place: store it, or leave all as it was. */
import { t } from "./i18n";
import "./SaveOrCancel.css";

interface Props {
  busy: boolean;
  onCancel: () => void;
}

export function SaveOrCancel({ busy, onCancel }: Props) {
  return (
    <p className="save-or-cancel">
      <button type="submit" className="button button-main" disabled={busy}>
        {t("save")}
      </button>
      <button type="button" className="button" onClick={onCancel}>
        {t("cancel")}
      </button>
    </p>
  );
}
