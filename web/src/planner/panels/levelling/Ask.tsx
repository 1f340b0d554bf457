/** How to level, and how long to look for something better than the first answer. */
import { type FormEvent, useState } from "react";
import { WordChoice } from "../../../shared/Choice";
import { t } from "../../../shared/i18n";
import { TextField } from "../../../shared/TextField";

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
      <WordChoice
        label={t("levelling.mode")}
        of={MODES}
        words="levelling.modes"
        value={mode}
        onChange={setMode}
      />
      <TextField
        label={t("levelling.seconds")}
        type="number"
        min={SECONDS.least}
        max={SECONDS.most}
        required
        value={seconds}
        onChange={({ target }) => setSeconds(target.valueAsNumber)}
      />
      <p className="panel-deeds">
        <button type="submit" className="button button-main" disabled={busy}>
          {t("levelling.ask")}
        </button>
      </p>
    </form>
  );
}
