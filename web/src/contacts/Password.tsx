/** The password once more, before something changes where somebody is told. */
import { t } from "../shared/i18n";

interface Props {
  value: string;
  onChange: (value: string) => void;
}

export function Password({ value, onChange }: Props) {
  return (
    <label className="field">
      <span>{t("password")}</span>
      <input
        type="password"
        autoComplete="current-password"
        required
        maxLength={128}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <small className="quiet">{t("passwordWhy")}</small>
    </label>
  );
}
