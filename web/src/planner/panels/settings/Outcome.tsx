/** What a computation changed. */
import { t } from "../../../shared/i18n";
import { dayFromIso } from "../../geometry/days";
import type { Outcome as Said } from "./useSchedule";

function daysBetween(before: string, after: string): string {
  const days = (dayFromIso(after) ?? 0) - (dayFromIso(before) ?? 0);
  return days < 0 ? `−${-days}` : `+${days}`;
}

export function Outcome({ said: { before, after } }: { said: Said }) {
  const { finish, must_finish_by } = after;
  return (
    <div className="settings-outcome" role="status">
      <p>{t("settings.moved", { count: after.moved_count })}</p>
      {finish && before.finish && before.finish !== finish && (
        <p>
          {t("settings.finishMoved", {
            before: before.finish,
            finish,
            days: daysBetween(before.finish, finish),
          })}
        </p>
      )}
      {finish && (!before.finish || before.finish === finish) && (
        <p>{t("settings.finish", { finish })}</p>
      )}
      {finish && must_finish_by && finish > must_finish_by && (
        <p className="failure">
          {t("settings.tooLate", {
            by: must_finish_by,
            days: daysBetween(must_finish_by, finish),
          })}
        </p>
      )}
    </div>
  );
}
