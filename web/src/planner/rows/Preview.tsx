/** What a pasted block would make. */
import { t } from "../../shared/i18n";
import { lagText } from "../lags";
import type { LinkDraft } from "./drafts";
import type { Read } from "./reading";

const SHOWN_MOST = 50;
const FIELDS = ["code", "name", "kind", "duration_days", "planned_start", "planned_finish"] as const;

function tieText({ predecessor, kind, lag_days, lag_percent }: LinkDraft): string {
  return [predecessor, lagText(kind, lag_days ?? 0, lag_percent ?? null)].filter(Boolean).join(" ");
}

export function Preview({ read: { drafts, links } }: { read: Read }) {
  if (!drafts.length) return null;
  const tiesOf = (code: string) =>
    links.filter(({ successor }) => successor === code).map(tieText).join(t("rows.comma"));
  return (
    <div className="rows-preview" tabIndex={0} role="region" aria-label={t("rows.preview")}>
      <table>
        <thead>
          <tr>
            {[...FIELDS, ...(links.length ? ["predecessors"] : [])].map((field) => (
              <th key={field} scope="col">
                {t(`rows.fields.${field}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drafts.slice(0, SHOWN_MOST).map((draft) => (
            <tr key={draft.code}>
              {FIELDS.map((field) => (
                <td key={field}>
                  {field === "kind" ? t(`rows.kinds.${draft.kind}`) : draft[field]}
                </td>
              ))}
              {links.length > 0 && <td>{tiesOf(draft.code)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {drafts.length > SHOWN_MOST && <p>{t("rows.more", { count: drafts.length - SHOWN_MOST })}</p>}
    </div>
  );
}
