/** Kind and lag of a link; what is chosen is stored at once, what is typed with `Enter` or on leaving. */
import { type KeyboardEvent, useEffect, useState } from "react";
import { WordChoice } from "../../shared/Choice";
import { t } from "../../shared/i18n";
import { TextField } from "../../shared/TextField";
import type { LinkKind, Plan } from "../plan";
import { LAG_MOST, linkChanged } from "./linkEdits";
import type { Body } from "./steps";
import type { Edits } from "./useEdits";

export const KINDS: readonly LinkKind[] = ["FS", "SS", "FF", "SF"];
const CLOCKS = ["default", "predecessor", "successor", "project", "elapsed"] as const;

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
    <TextField
      label={t(`links.fields.${field}`)}
      inputMode="decimal"
      value={text}
      disabled={!mayEdit}
      maxLength={10}
      fault={wrong ? t("links.lagFault") : undefined}
      onChange={({ target }) => setText(target.value)}
      onBlur={store}
      onKeyDown={onKeyDown}
    />
  );
}

export function LinkFields({ plan, link, edits, mayEdit }: Props) {
  const { kind, lag_clock } = plan.said.links;
  const change = (body: Body) => edits.send(linkChanged(plan, link, body));
  return (
    <div className="gantt-link-fields">
      <WordChoice
        label={t("links.fields.kind")}
        of={KINDS}
        words="links.kinds"
        value={kind[link]}
        disabled={!mayEdit}
        onChange={(chosen) => change({ kind: chosen })}
      />
      <Lag plan={plan} link={link} mayEdit={mayEdit} onChange={change} />
      <WordChoice
        label={t("links.fields.lag_clock")}
        of={CLOCKS}
        words="links.clocks"
        value={lag_clock[link]}
        disabled={!mayEdit}
        onChange={(chosen) => change({ lag_clock: chosen })}
      />
    </div>
  );
}
