/** One alert in the inbox: how late, what, where, and who has it in hand. The row is the link. */
import { dayInWords, momentInWords } from "../shared/dates";
import { language, t } from "../shared/i18n";
import { projectOf, titleOf, todayOf, toneOf } from "./names";
import type { Alert } from "./types";

/** Who has it in hand, and until when. */
export function stateOf(alert: Alert, today: string): string {
  const zone = alert.place.time_zone;
  if (alert.closed_at) {
    return t("closedOn", { when: momentInWords(alert.closed_at, language(), today, zone) });
  }
  if (alert.acknowledged_at) {
    const when = momentInWords(alert.acknowledged_at, language(), today, zone);
    return t("signedBy", { who: alert.acknowledged_by ?? "", when });
  }
  if (alert.promised_until && alert.promised_until >= today) {
    const day = dayInWords(alert.promised_until, language(), today);
    return t("promisedBy", { who: alert.promised_by ?? "", day });
  }
  return t("waitingAt", { level: alert.level });
}

export function InboxRow({ alert }: { alert: Alert }) {
  const today = todayOf(alert);
  return (
    <li>
      <a className="inbox-row" href={`/alerts/${alert.id}/`} data-alert={alert.id}>
        <b className={`inbox-late verdict-${toneOf(alert)}`}>{alert.headline}</b>
        <span className="inbox-what">
          <strong>{titleOf(alert)}</strong>
          <span className="quiet">{projectOf(alert)}</span>
        </span>
        <span className="inbox-day quiet">
          {t("planned")} {dayInWords(alert.planned_finish, language(), today)}
        </span>
        <span className="inbox-state quiet">{stateOf(alert, today)}</span>
      </a>
    </li>
  );
}
