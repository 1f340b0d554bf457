/** Percent, a note, and for a milestone the claim that it is reached. */
import { t } from "../../shared/i18n";

export interface Said {
  percent: number;
  note: string;
  claim: boolean;
}

interface Props {
  said: Said;
  canClaim: boolean;
  onChange: (said: Said) => void;
}

const STEP = 5;
const NOTE_MOST = 4000;

export function ProgressFields({ said, canClaim, onChange }: Props) {
  const step = (by: number) => {
    const percent = Math.min(100, Math.max(0, said.percent + by));
    onChange({ ...said, percent });
  };
  return (
    <fieldset className="site-progress">
      <legend className="only-spoken">{t("site.progress")}</legend>
      <label htmlFor="percent">
        {t("site.percent")} <output>{Math.round(said.percent)} %</output>
      </label>
      <div className="site-slider">
        <button type="button" className="button" aria-label={t("site.less")} onClick={() => step(-STEP)}>
          −
        </button>
        <input
          id="percent"
          type="range"
          min={0}
          max={100}
          step={1}
          value={said.percent}
          disabled={said.claim}
          onChange={(event) => onChange({ ...said, percent: event.target.valueAsNumber })}
        />
        <button type="button" className="button" aria-label={t("site.more")} onClick={() => step(STEP)}>
          +
        </button>
      </div>
      <label htmlFor="note">{t("site.note")}</label>
      <textarea
        id="note"
        rows={3}
        dir="auto"
        maxLength={NOTE_MOST}
        value={said.note}
        placeholder={t("site.notePlaceholder")}
        onChange={(event) => onChange({ ...said, note: event.target.value })}
      />
      {canClaim && (
        <label className="site-claim">
          <input
            type="checkbox"
            checked={said.claim}
            onChange={(event) => onChange({ ...said, claim: event.target.checked })}
          />
          <span>{t("site.claim")}</span>
        </label>
      )}
    </fieldset>
  );
}
