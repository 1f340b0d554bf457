/** Kind and lag of a link; what is chosen is stored at once, what is typed with `Enter` or on leaving. */
import { type KeyboardEvent, useEffect, useState } from "react";
import { t } from "../../shared/i18n";
import type { LinkKind, Plan } from "../plan";
import { linkChanged } from "./linkEdits";
import type { Body } from "./steps";
import type { Edits } from "./useEdits";

export const KINDS: readonly LinkKind[] = ["FS", "SS", "FF", "SF"];
const CLOCKS = ["default", "predecessor", "successor", "project", "elapsed"] as const;
const LAG_MOST = { lag_days: 36_500, lag_percent: 10_000 } as const;

interface Props {
  plan: Plan;
  /** The link's place. */
  link: number;
  edits: Edits;
  mayEdit: boolean;
}

function Lag({ plan, link, onChange, mayEdit }: Omit<Props, "edits"> & { onChange: (body: Body) => void }) {
  const { lag_days, lag_percent } = plan.said.links;
  const field = (lag_percent[link] ?? null) === null ? "lag_days" : "lag_percent";
  const value = String(field === "lag_days" ? lag_days[link] : lag_percent[link]);
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const most = LAG_MOST[field];
  const number = Number(text);
  const wrong = text.trim() === "" || !Number.isFinite(number) || Math.abs(number) > most;
  const store = () => !wrong && onChange({ [field]: number });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") store();
    else if (event.key === "Escape" && text !== value) setText(value);
    else return;
    event.stopPropagation();
    event.preventDefault();
  };
  return (
    <label>
      <span>{t(`links.fields.${field}`)}</span>
      <input
        inputMode="decimal"
        value={text}
        disabled={!mayEdit}
        maxLength={10}
        aria-invalid={wrong}
        onChange={({ target }) => setText(target.value)}
        onBlur={store}
        onKeyDown={onKeyDown}
      />
      {wrong && <small role="alert">{t("links.lagFault")}</small>}
    </label>
  );
}

export function LinkFields({ plan, link, edits, mayEdit }: Props) {
  const { kind, lag_clock } = plan.said.links;
  const change = (body: Body) => edits.send(linkChanged(plan, link, body));
  return (
    <div className="gantt-link-fields">
      <label>
        <span>{t("links.fields.kind")}</span>
        <select
          value={kind[link]}
          disabled={!mayEdit}
          onChange={({ target }) => change({ kind: target.value })}
        >
          {KINDS.map((each) => (
            <option key={each} value={each}>
              {t(`links.kinds.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <Lag plan={plan} link={link} mayEdit={mayEdit} onChange={change} />
      <label>
        <span>{t("links.fields.lag_clock")}</span>
        <select
          value={lag_clock[link]}
          disabled={!mayEdit}
          onChange={({ target }) => change({ lag_clock: target.value })}
        >
          {CLOCKS.map((each) => (
            <option key={each} value={each}>
              {t(`links.clocks.${each}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
