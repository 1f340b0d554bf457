/** By what, in which order, and in which hours somebody is told of alerts of one severity. */
import { t } from "../shared/i18n";
import { addable, type Choice, movedUp, type Severity, type Way, wayKey } from "./preferences";
import type { Contact } from "./useContacts";

interface Props {
  severity: Severity;
  choice: Choice;
  contacts: readonly Contact[];
  onChange: (choice: Choice) => void;
}

const OFFICE = { tell_from: "08:00", tell_to: "20:00" };

function nameOfWay({ channel, contact }: Way, contacts: readonly Contact[]): string {
  if (contact === null) return channel === "email" ? t("wayEmail") : t(`channels.${channel}`);
  const found = contacts.find(({ id }) => id === contact);
  return `${t(`channels.${channel}`)} · ${found?.label || found?.value || contact}`;
}

function Ways({ choice, contacts, onChange }: Omit<Props, "severity">) {
  const { ways } = choice;
  const rest = addable(ways, contacts);
  const change = (next: Way[]) => onChange({ ...choice, ways: next });
  return (
    <>
      <p className="quiet">{t(ways.length ? "ways" : "waysDefault")}</p>
      <ol className="ways">
        {ways.map((way, index) => {
          const name = nameOfWay(way, contacts);
          const broken = contacts.find(({ id }) => id === way.contact)?.broken_at;
          return (
            <li key={wayKey(way)}>
              <span>
                {name} {broken && <b className="address-broken">{t("wayUnusable")}</b>}
              </span>
              {index > 0 && (
                <button
                  type="button"
                  className="button"
                  aria-label={t("wayUp", { name })}
                  onClick={() => change(movedUp(ways, index))}
                >
                  ↑
                </button>
              )}
              <button
                type="button"
                className="button button-plain"
                aria-label={t("wayRemove", { name })}
                onClick={() => change(ways.toSpliced(index, 1))}
              >
                ×
              </button>
            </li>
          );
        })}
      </ol>
      {rest.length > 0 && (
        <label className="field">
          <span>{t("wayAdd")}</span>
          <select
            value=""
            onChange={(event) => {
              const found = rest.find((way) => wayKey(way) === event.target.value);
              if (found) change([...ways, found]);
            }}
          >
            <option value="">{t("choose")}</option>
            {rest.map((way) => (
              <option key={wayKey(way)} value={wayKey(way)}>
                {nameOfWay(way, contacts)}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

function Hours({ choice, onChange }: Pick<Props, "choice" | "onChange">) {
  const { hours } = choice;
  return (
    <div className="hours">
      <label className="tick">
        <input
          type="checkbox"
          checked={hours !== null}
          onChange={(event) => onChange({ ...choice, hours: event.target.checked ? OFFICE : null })}
        />
        {t("hoursOnly")}
      </label>
      {hours &&
        (["tell_from", "tell_to"] as const).map((end) => (
          <label key={end} className="tick">
            {t(end === "tell_from" ? "hoursFrom" : "hoursTo")}
            <input
              type="time"
              required
              value={hours[end]}
              onChange={(event) =>
                onChange({ ...choice, hours: { ...hours, [end]: event.target.value } })
              }
            />
          </label>
        ))}
    </div>
  );
}

export function ChoiceField({ severity, choice, contacts, onChange }: Props) {
  return (
    <fieldset className="choice">
      <legend>{t(`preferencesTitle.${severity}`)}</legend>
      <Ways choice={choice} contacts={contacts} onChange={onChange} />
      <Hours choice={choice} onChange={onChange} />
    </fieldset>
  );
}
