/** What is asked: how often to try, and the spread of what has no range of its own. */
import { type FormEvent, useState } from "react";
import { Choice } from "../../../shared/Choice";
import { t } from "../../../shared/i18n";
import { TextField } from "../../../shared/TextField";

const TRIES = [1_000, 10_000, 50_000] as const;
const USUAL = { low: 90, likely: 100, high: 130 };

interface Props {
  busy: boolean;
  /** What the server objects to in the spread. */
  fault: string | undefined;
  onAsk: (body: object) => void;
}

export function Ask({ busy, fault, onAsk }: Props) {
  const [iterations, setIterations] = useState<number>(10_000);
  const [own, setOwn] = useState(false);
  const [spread, setSpread] = useState(USUAL);
  const ask = (event: FormEvent): void => {
    event.preventDefault();
    onAsk({ iterations, ...(own ? { spread } : {}) });
  };
  return (
    <form className="risk-ask" onSubmit={ask}>
      <Choice
        label={t("risk.tries")}
        value={iterations}
        onChange={(tries) => setIterations(Number(tries))}
      >
        {TRIES.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </Choice>
      <label className="risk-own">
        <input type="checkbox" checked={own} onChange={({ target }) => setOwn(target.checked)} />
        <span>{t("risk.ownSpread")}</span>
      </label>
      {own && (
        <div className="risk-spread">
          {(["low", "likely", "high"] as const).map((each) => (
            <TextField
              key={each}
              label={t(`risk.spread.${each}`)}
              type="number"
              min={0}
              max={10_000}
              step="any"
              required
              value={spread[each]}
              onChange={({ target }) => setSpread({ ...spread, [each]: target.valueAsNumber })}
            />
          ))}
        </div>
      )}
      {fault && (
        <p className="failure" role="alert">
          {fault}
        </p>
      )}
      <p className="panel-deeds">
        <button type="submit" className="button button-main" disabled={busy}>
          {t("risk.ask")}
        </button>
      </p>
    </form>
  );
}
