/** New activities from a block of a spreadsheet: what would be made, what is wrong, all or none. */
import { useMemo, useRef, useState } from "react";
import { Refusal } from "../../frame/Refusal";
import { post, Problem } from "../../shared/api";
import { type Boot, csrfNow } from "../../shared/boot";
import { t } from "../../shared/i18n";
import type { Answer } from "../edit/apply";
import { COLUMNS, type Column } from "../grid/columns";
import type { Workdays } from "../geometry/workdays";
import type { Plan } from "../plan";
import { blockOf } from "./block";
import { BuildingChoice } from "./BuildingChoice";
import { computeFirst } from "./first";
import { blockRead, type Read } from "./reading";
import { FormSheet } from "../../shared/FormSheet";
import { useDeed } from "./useDeed";
import "./Rows.css";

// as the API says
const ROWS_MOST = 1000;
const SHOWN_MOST = 50;

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

/** What the server says of rows, by the line that each came from. */
function refusedIn(error: unknown, lines: readonly number[]): string[] {
  if (!(error instanceof Problem)) return [];
  return error.errors.map(({ pointer, detail }) => {
    const [, row = "", field = ""] = pointer.split("/");
    const line = lines[Number(row)];
    if (line === undefined) return detail;
    return t("rows.refusedLine", { line, field: field && t(`rows.fields.${field}`), detail });
  });
}

function Faults({ said }: { said: readonly string[] }) {
  if (!said.length) return null;
  return (
    <div className="rows-faults" role="alert">
      <ul>
        {said.slice(0, SHOWN_MOST).map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </div>
  );
}

function Preview({ drafts }: Pick<Read, "drafts">) {
  if (!drafts.length) return null;
  return (
    <div className="rows-preview" tabIndex={0} role="region" aria-label={t("rows.preview")}>
      <table>
        <thead>
          <tr>
            {["code", "name", "kind", "duration_days", "planned_start", "planned_finish"].map((field) => (
              <th key={field} scope="col">
                {t(`rows.fields.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drafts.slice(0, SHOWN_MOST).map((draft) => (
            <tr key={draft.code}>
              <td>{draft.code}</td>
              <td>{draft.name}</td>
              <td>{t(`rows.kinds.${draft.kind}`)}</td>
              <td>{draft.duration_days}</td>
              <td>{draft.planned_start}</td>
              <td>{draft.planned_finish}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {drafts.length > SHOWN_MOST && <p>{t("rows.more", { count: drafts.length - SHOWN_MOST })}</p>}
    </div>
  );
}

export function PasteRows({ plan, boot, place, workdays, text, from, onMade, onClose }: Props) {
  const { project, activities, buildings } = plan.said;
  const [said, setSaid] = useState(text);
  const [building, setBuilding] = useState<number | null>(
    () => activities.building[place ?? plan.count - 1] ?? buildings[0]?.id ?? null,
  );
  const block = useMemo(() => blockOf(said, COLUMNS.slice(COLUMNS.indexOf(from))), [said, from]);
  const read = useMemo(
    () => blockRead(plan, block, { building, workdays }),
    [plan, block, building, workdays],
  );
  const { drafts, faults, known } = read;
  // the plan is read again after a refusal, and then other lines may be left
  const sent = useRef<readonly number[]>([]);
  const making = useDeed(
    project,
    async () => {
      sent.current = read.lines;
      const made = await post<Answer[]>("/api/v1/activities/", drafts, csrfNow(boot));
      await computeFirst(plan, boot);
      return made.map(({ id }) => id);
    },
    onMade,
  );
  const refused = refusedIn(making.error, sent.current);
  const wrong = faults.map((each) => t(`rows.faults.${each.fault}`, { ...each }));
  const recognised = block.columns.flatMap((column) => (column ? [t(`rows.columns.${column}`)] : []));
  return (
    <FormSheet
      title={t("rows.paste")}
      deed={t("rows.create", { count: drafts.length })}
      busy={making.isPending}
      disabled={!drafts.length || faults.length > 0 || drafts.length > ROWS_MOST}
      wide
      onSubmit={() => making.mutate()}
      onClose={onClose}
    >
      <label className="field">
        <span>{t("rows.pasteHint")}</span>
        <textarea
          rows={4}
          wrap="off"
          value={said}
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
          {known > 0 && ` ${t("rows.known", { count: known })}`}
        </p>
      )}
      {drafts.length > ROWS_MOST && <p className="failure">{t("rows.tooMany", { most: ROWS_MOST })}</p>}
      <Faults said={refused.length ? refused : wrong} />
      {!refused.length && <Refusal error={making.error} words="refused" boot={boot} />}
      <Preview drafts={drafts} />
    </FormSheet>
  );
}
