/** What an alert is about now: dates, reason, level, promise and signature. */
import { dayInWords, momentInWords } from "../shared/dates";
import { language, t } from "../shared/i18n";
import { todayOf, worded } from "./names";
import type { Alert } from "./types";

function Fact({ name, children }: { name: string; children: string | false | null | undefined }) {
  return children ? (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  ) : null;
}

function levelOf(alert: Alert, moment: (at: string) => string): string {
  if (!alert.open || alert.acknowledged_at) return "";
  const level = t("levelNow", { level: alert.level });
  return alert.climbs_at ? t("levelClimbs", { level, when: moment(alert.climbs_at) }) : level;
}

export function AlertFacts({ alert }: { alert: Alert }) {
  const today = todayOf(alert);
  const day = (value: string) => dayInWords(value, language(), today);
  const moment = (at: string) => momentInWords(at, language(), today, alert.place.time_zone);
  const { reason } = alert;
  return (
    <dl className="alert-facts">
      <Fact name={t("kind")}>{worded("alertKinds", alert.kind)}</Fact>
      <Fact name={t(reason?.compared === "baseline" ? "baselineFinish" : "planned")}>
        {day(alert.planned_finish)}
      </Fact>
      <Fact name={t("forecast")}>{reason && day(reason.forecast_finish)}</Fact>
      <Fact name={t("why")}>{reason?.text}</Fact>
      <Fact name={t("level")}>{levelOf(alert, moment)}</Fact>
      <Fact name={t("promise")}>
        {alert.promised_until &&
          t("promisedBy", { who: alert.promised_by ?? "", day: day(alert.promised_until) })}
      </Fact>
      <Fact name={t("signature")}>
        {alert.acknowledged_at
          ? t("signedBy", { who: alert.acknowledged_by ?? "", when: moment(alert.acknowledged_at) })
          : alert.open && t("waiting")}
      </Fact>
      <Fact name={t("closedBecause")}>
        {alert.closed_at && worded("closedWhy", alert.closed_why ?? "")}
      </Fact>
    </dl>
  );
}
