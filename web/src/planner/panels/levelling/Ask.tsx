/** How to level, and how long to look for something better than the first answer. */
import { type FormEvent, useState } from "react";
import { t } from "../../../shared/i18n";

const MODES = ["smooth", "extend"] as const;
const SECONDS = { least: 0, usual: 10, most: 300 };

export function Ask({ busy, onAsk }: { busy: boolean; onAsk: (body: object) => void }) {
  const [mode, setMode] = useState<(typeof MODES)[number]>("extend");
  const [seconds, setSeconds] = useState(SECONDS.usual);
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    onAsk({ mode, time_limit_s: seconds });
  };
  return (
    <form onSubmit={ask}>
      <label className="field">
        <span>{t("levelling.mode")}</span>
        <select value={mode} onChange={({ target }) => setMode(target.value as typeof mode)}>
          {MODES.map((each) => (
            <option key={each} value={each}>
              {t(`levelling.modes.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t("levelling.seconds")}</span>
        <input
          type="number"
          min={SECONDS.least}
          max={SECONDS.most}
          required
          value={seconds}
          onChange={({ target }) => setSeconds(target.valueAsNumber)}
        />
      </label>
      <p className="panel-deeds">
        <button type="submit" className="button button-main" disabled={busy}>
          {t("levelling.ask")}
        </button>
      </p>
    </form>
  );
}
