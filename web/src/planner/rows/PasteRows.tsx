/** New activities from a block of a spreadsheet: what would be made, what is wrong, all or none. */
import { useMemo, useState } from "react";
import { Refusal } from "../../frame/Refusal";
import type { Boot } from "../../shared/boot";
import { t } from "../../shared/i18n";
import { COLUMNS, type Column } from "../grid/columns";
import type { Workdays } from "../geometry/workdays";
import type { Plan } from "../plan";
import { blockOf } from "./block";
import { BuildingChoice } from "./BuildingChoice";
import { Preview } from "./Preview";
import { blockRead } from "./reading";
import { FormSheet } from "../../shared/FormSheet";
import { ROWS_MOST, usePasting } from "./usePasting";
import "./Rows.css";

const FAULTS_MOST = 50;

interface Props {
  plan: Plan;
  boot: Boot;
  place: number | null;
  workdays: Workdays;
  text: string;
  /** The column that a block without headings begins in. */
  from: Column;
  onMade: (activities: readonly number[]) => void;
  onClose: () => void;
}

function Faults({ said }: { said: readonly string[] }) {
  if (!said.length) return null;
  return (
    <div className="rows-faults" role="alert">
      <ul>
        {said.slice(0, FAULTS_MOST).map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </div>
  );
}

export function PasteRows({ plan, boot, place, workdays, text, from, onMade, onClose }: Props) {
  const { activities, buildings } = plan.said;
  const [said, setSaid] = useState(text);
  const [building, setBuilding] = useState<number | null>(
    () => activities.building[place ?? plan.count - 1] ?? buildings[0]?.id ?? null,
  );
  const block = useMemo(() => blockOf(said, COLUMNS.slice(COLUMNS.indexOf(from))), [said, from]);
  const read = useMemo(
    () => blockRead(plan, block, { building, workdays }),
    [plan, block, building, workdays],
  );
  const { making, made, shown, refused } = usePasting(plan, boot, read, onMade);
  const { drafts, links, faults, known } = shown;
  const wrong = faults.map((each) => t(`rows.faults.${each.fault}`, { ...each }));
  const recognised = block.columns.flatMap((column) => (column ? [t(`rows.columns.${column}`)] : []));
  return (
    <FormSheet
      title={t("rows.paste")}
      deed={made ? t("rows.tie", { count: links.length }) : t("rows.create", { count: drafts.length })}
      busy={making.isPending}
      disabled={!drafts.length || faults.length > 0 || drafts.length > ROWS_MOST}
      wide
      onSubmit={() => making.mutate()}
      onClose={() => (made ? onMade(made) : onClose())}
    >
      <label className="field">
        <span>{t("rows.pasteHint")}</span>
        <textarea
          rows={4}
          wrap="off"
          value={said}
          readOnly={made !== null}
          onChange={({ target }) => {
            making.reset();
            setSaid(target.value);
          }}
        />
      </label>
      {buildings.length > 0 && (
        <BuildingChoice
          label={t("rows.pasteBuilding")}
          plan={plan}
          value={building}
          onChange={setBuilding}
        />
      )}
      {said.trim() && (
        <p role="status">
          {t("rows.recognised", { columns: recognised.join(t("rows.comma")) || "—", count: drafts.length })}
          {links.length > 0 && ` ${t("rows.links", { count: links.length })}`}
          {known > 0 && ` ${t("rows.known", { count: known })}`}
        </p>
      )}
      {drafts.length > ROWS_MOST && <p className="failure">{t("rows.tooMany", { most: ROWS_MOST })}</p>}
      {made && making.isError && <p>{t("rows.linksRefused", { count: made.length })}</p>}
      <Faults said={refused.length ? refused : wrong} />
      {!refused.length && <Refusal error={making.error} words="refused" boot={boot} />}
      <Preview read={shown} />
    </FormSheet>
  );
}
