/** A rule being edited: threshold, times, channels and the ladder. */
import { type FormEvent, useState } from "react";
import { t } from "../shared/i18n";
import { SaveOrCancel } from "../shared/SaveOrCancel";
import { type Draft, draftOf, repeats, thresholdOf } from "./draft";
import { LevelsField } from "./LevelsField";
import type { Cast, Rule } from "./types";

const CHANNELS = [
  "email",
  "sms",
  "wecom_app",
  "web_push",
  "inbox",
] as const satisfies readonly Draft["channels"][number][];
const SEVERITIES = ["high", "normal"] as const;

interface Props {
  rule: Rule;
  cast: Cast;
  busy: boolean;
  onSave: (draft: Draft) => void;
  onCancel: () => void;
}

type Change = (changes: Partial<Draft>) => void;

function NumberField(props: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <label className="field">
      <span>{props.label}</span>
      <input
        type="number"
        min={0}
        required
        value={props.value}
        onChange={(event) => props.onChange(event.target.valueAsNumber || 0)}
      />
    </label>
  );
}

function QuietField({ draft, onChange }: { draft: Draft; onChange: Change }) {
  return (
    <fieldset className="rule-quiet">
      <legend>{t("quiet")}</legend>
      <label>
        <span>{t("quietFrom")}</span>
        <input
          type="time"
          value={draft.quietFrom}
          required={draft.quietTo !== ""}
          onChange={(event) => onChange({ quietFrom: event.target.value })}
        />
      </label>
      <label>
        <span>{t("quietTo")}</span>
        <input
          type="time"
          value={draft.quietTo}
          required={draft.quietFrom !== ""}
          onChange={(event) => onChange({ quietTo: event.target.value })}
        />
      </label>
    </fieldset>
  );
}

function ChannelsField({ draft, onChange }: { draft: Draft; onChange: Change }) {
  return (
    <fieldset className="rule-channels">
      <legend>{t("channelsOnly")}</legend>
      {CHANNELS.map((channel) => (
        <label key={channel}>
          <input
            type="checkbox"
            checked={draft.channels.includes(channel)}
            onChange={(event) => {
              const others = draft.channels.filter((each) => each !== channel);
              onChange({ channels: event.target.checked ? [...others, channel] : others });
            }}
          />
          {t(`channels.${channel}`)}
        </label>
      ))}
    </fieldset>
  );
}

export function RuleForm({ rule, cast, busy, onSave, onCancel }: Props) {
  const [draft, setDraft] = useState(() => draftOf(rule));
  const change: Change = (changes) => setDraft((now) => ({ ...now, ...changes }));
  const threshold = thresholdOf(rule.kind);
  const save = (event: FormEvent) => {
    event.preventDefault();
    onSave(draft);
  };
  return (
    <form className="rule-form" onSubmit={save}>
      <label className="rule-enabled">
        <input
          type="checkbox"
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.target.checked })}
        />
        {t("ruleEnabled")}
      </label>
      <div className="rule-fields">
        <label className="field">
          <span>{t("severity")}</span>
          <select
            value={draft.severity}
            onChange={(event) => {
              const asked = event.target.value;
              change({ severity: SEVERITIES.find((each) => each === asked) ?? draft.severity });
            }}
          >
            {SEVERITIES.map((each) => (
              <option key={each} value={each}>
                {t(`severities.${each}`)}
              </option>
            ))}
          </select>
        </label>
        {threshold && (
          <NumberField
            label={t(`thresholds.${threshold}`)}
            value={draft.threshold}
            onChange={(value) => change({ threshold: value })}
          />
        )}
        {repeats(rule.kind) && (
          <NumberField
            label={t("repeatDays")}
            value={draft.repeatDays}
            onChange={(value) => change({ repeatDays: value })}
          />
        )}
        <QuietField draft={draft} onChange={change} />
      </div>
      <ChannelsField draft={draft} onChange={change} />
      <LevelsField
        levels={draft.levels}
        warnings={rule.warnings}
        cast={cast}
        onChange={(levels) => change({ levels })}
      />
      <SaveOrCancel busy={busy} onCancel={onCancel} />
    </form>
  );
}
