/** By what, when and in which language the reader is told. */
import { type FormEvent, useState } from "react";
import { Refusal } from "../frame/Refusal";
import type { Boot } from "../shared/boot";
import { t } from "../shared/i18n";
import { ChoiceField } from "./ChoiceField";
import { Password } from "./Password";
import { bodyOf, type Draft, draftOf, type Preferences, SEVERITIES } from "./preferences";
import { type Contact, wantsPassword } from "./useContacts";
import { useChoose } from "./usePreferences";

const MORNING = "08:00";
const LANGUAGES = ["zh-hans", "en"] as const satisfies readonly Draft["language"][];

interface Props {
  said: Preferences;
  contacts: readonly Contact[];
  boot: Boot;
}

interface SummariesProps {
  draft: Draft;
  onChange: (changes: Partial<Draft>) => void;
}

function Summaries({ draft, onChange }: SummariesProps) {
  return (
    <fieldset className="choice">
      <legend>{t("summaries")}</legend>
      <label className="tick">
        <input
          type="checkbox"
          checked={draft.dailyAt !== ""}
          onChange={(event) => onChange({ dailyAt: event.target.checked ? MORNING : "" })}
        />
        {t("summaryDaily")}
      </label>
      {draft.dailyAt && (
        <input
          type="time"
          required
          aria-label={t("summaryAt")}
          value={draft.dailyAt}
          onChange={(event) => onChange({ dailyAt: event.target.value })}
        />
      )}
      <label className="tick">
        <input
          type="checkbox"
          checked={draft.weekly}
          onChange={(event) => onChange({ weekly: event.target.checked })}
        />
        {t("summaryWeekly")}
      </label>
      <label className="field">
        <span>{t("messageLanguage")}</span>
        <select
          value={draft.language}
          onChange={(event) => {
            const asked = event.target.value;
            onChange({ language: LANGUAGES.find((each) => each === asked) ?? draft.language });
          }}
        >
          {LANGUAGES.map((each) => (
            <option key={each} value={each}>
              {t(`languages.${each}`)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

export function PreferencesForm({ said, contacts, boot }: Props) {
  const before = draftOf(said);
  const [draft, setDraft] = useState(before);
  const [password, setPassword] = useState("");
  const choose = useChoose(boot);
  const save = (event: FormEvent) => {
    event.preventDefault();
    choose.mutate(bodyOf(draft, before, password), {
      onSuccess: (now) => {
        setDraft(draftOf(now));
        setPassword("");
      },
    });
  };
  return (
    <form className="panel preferences" onSubmit={save}>
      {SEVERITIES.map((severity) => (
        <ChoiceField
          key={severity}
          severity={severity}
          choice={draft[severity]}
          contacts={contacts}
          onChange={(choice) => setDraft((now) => ({ ...now, [severity]: choice }))}
        />
      ))}
      <Summaries
        draft={draft}
        onChange={(changes) => setDraft((now) => ({ ...now, ...changes }))}
      />
      {wantsPassword(choose.error) && <Password value={password} onChange={setPassword} />}
      <Refusal error={choose.error} words="refused" boot={boot} />
      <p className="address-deeds">
        <button type="submit" className="button button-main" disabled={choose.isPending}>
          {t("preferencesSave")}
        </button>
        <span role="status">{choose.isSuccess && t("preferencesSaved")}</span>
      </p>
    </form>
  );
}
