/** The ladder being edited: after which wait who is told. */
import { t } from "../shared/i18n";
import { type DraftLevel, LEVELS_MOST } from "./draft";
import { RecipientField } from "./RecipientField";
import type { Cast, Rule } from "./types";

const NEW_HOURS = 8;

interface Props {
  levels: readonly DraftLevel[];
  warnings: Rule["warnings"];
  cast: Cast;
  onChange: (levels: DraftLevel[]) => void;
}

interface LevelProps {
  level: DraftLevel;
  number: number;
  cast: Cast;
  onChange: (level: DraftLevel) => void;
}

function LevelField({ level, number, cast, onChange }: LevelProps) {
  const { recipients } = level;
  return (
    <>
      {number > 1 && (
        <label className="field">
          <span>{t("levelWaitHours")}</span>
          <input
            type="number"
            min={0}
            step="any"
            required
            value={level.hours}
            onChange={(event) => onChange({ ...level, hours: event.target.valueAsNumber || 0 })}
          />
        </label>
      )}
      {recipients.map((recipient, index) => (
        <RecipientField
          key={index}
          recipient={recipient}
          level={number}
          cast={cast}
          onChange={(changed) => onChange({ ...level, recipients: recipients.with(index, changed) })}
          onRemove={() => onChange({ ...level, recipients: recipients.toSpliced(index, 1) })}
        />
      ))}
      <button
        type="button"
        className="button button-plain"
        onClick={() => onChange({ ...level, recipients: [...recipients, { whom: "lead_unit" }] })}
      >
        + {t("recipientAdd", { level: number })}
      </button>
    </>
  );
}

export function LevelsField({ levels, warnings, cast, onChange }: Props) {
  return (
    <div className="rule-levels">
      {levels.map((level, index) => (
        <fieldset key={index}>
          <legend>
            {t("levelTitle", { level: index + 1 })} {index === 0 && t("levelAtOnce")}
          </legend>
          <LevelField
            level={level}
            number={index + 1}
            cast={cast}
            onChange={(changed) => onChange(levels.with(index, changed))}
          />
          {warnings
            .filter((warning) => warning.level === index + 1)
            .map((warning) => (
              <strong key={warning.code} className="rule-warning">
                {warning.detail}
              </strong>
            ))}
          {levels.length > 1 && (
            <button
              type="button"
              className="button button-plain"
              onClick={() => onChange(levels.toSpliced(index, 1))}
            >
              {t("levelRemove", { level: index + 1 })}
            </button>
          )}
        </fieldset>
      ))}
      {levels.length < LEVELS_MOST && (
        <button
          type="button"
          className="button"
          onClick={() => onChange([...levels, { hours: NEW_HOURS, recipients: [{ whom: "role" }] }])}
        >
          {t("levelAdd")}
        </button>
      )}
    </div>
  );
}
