/** What waits for a signature, above everything else on the sheet. */
import { useRef, useState } from "react";
import type { Boot } from "../shared/boot";
import { dayInWords, momentInWords } from "../shared/dates";
import { language, nameOf, t } from "../shared/i18n";
import { Light } from "../shared/Light";
import { comparedOf } from "../shared/lights";
import type { Project } from "../shared/portfolio";
import { alertsOf, type Waiting } from "./alerts";
import { titleOf } from "./BuildingRow";
import { daysExpectedLate, expectedOf, willBeLate } from "./forecast";
import { SignDialog } from "./SignDialog";
import "./Alerts.css";

// more than these would push the sheet itself off the screen
const SHOWN = 6;

function lateInWords({ alert, milestone }: Waiting, slips: boolean): string {
  if (milestone.days_late > 0) return t("late", { count: milestone.days_late });
  if (slips) return t("expectedLate", { count: daysExpectedLate(milestone) });
  return t(`alertKinds.${alert.kind}`);
}

function Item({ waiting, onSign }: { waiting: Waiting; onSign: (waiting: Waiting) => void }) {
  const { alert, milestone, building, project } = waiting;
  const planned = comparedOf(milestone);
  const expected = expectedOf(milestone, project.today);
  const slips = alert.kind === "forecast_slip" && willBeLate(milestone);
  return (
    <li className={`alert${alert.acknowledged_at ? " alert-signed" : ""}`} data-alert={alert.id}>
      <Light colour={milestone.light.colour} reached={milestone.reached} size={18} />
      <b
        className={`alert-late ${slips ? "alert-slips" : `verdict-${milestone.light.colour}`}`}
      >
        {lateInWords(waiting, slips)}
      </b>
      <p className="alert-what">
        <a href={`/alerts/${alert.id}/`}>
          <strong>
            {titleOf(building)} · {nameOf(milestone)}
          </strong>
        </a>
        <span className="quiet">{nameOf(project)}</span>
      </p>
      <span className="alert-planned quiet">
        {t(milestone.compared_date === "baseline" ? "baselineFinish" : "planned")}{" "}
        {planned ? dayInWords(planned, language(), project.today) : t("undated")}
        {expected && <b className="alert-expected">{expected}</b>}
      </span>
      {alert.acknowledged_at ? (
        <p className="alert-done quiet">
          {t("signedBy", {
            who: alert.acknowledged_by ?? "",
            when: momentInWords(
              alert.acknowledged_at,
              language(),
              project.today,
              project.time_zone,
            ),
          })}
        </p>
      ) : (
        <>
          {alert.can_acknowledge && (
            <button type="button" className="button button-main" onClick={() => onSign(waiting)}>
              {t("sign")}
            </button>
          )}
          <p className={`alert-done quiet${alert.can_acknowledge ? " only-printed" : ""}`}>
            {t("waiting")}
          </p>
        </>
      )}
    </li>
  );
}

export function Alerts({ projects, boot }: { projects: readonly Project[]; boot: Boot }) {
  const [signing, setSigning] = useState<Waiting | null>(null);
  const all = alertsOf(projects);
  const open = all.filter((waiting) => !waiting.alert.acknowledged_at).length;
  const heading = useRef<HTMLHeadingElement>(null);
  const [whole, setWhole] = useState(false);
  // what the reader has just signed for stays in sight, though it waits no more
  const [mine, setMine] = useState<ReadonlySet<number>>(new Set());
  if (all.length === 0) return null;
  const shown = whole ? all : all.filter(({ alert }, at) => at < SHOWN || mine.has(alert.id));
  const closed = (signed: boolean) => {
    if (signed && signing) setMine(new Set([...mine, signing.alert.id]));
    setSigning(null);
    // the button that opened the dialog, to which the focus would return, goes with the signature
    if (signed) heading.current?.focus();
  };
  return (
    <section className="alerts" aria-labelledby="alerts">
      <h2 id="alerts" ref={heading} tabIndex={-1}>
        {t("alerts")} <span>{open ? t("alertsOpen", { count: open }) : t("alertsNone")}</span>
      </h2>
      <ul>
        {shown.map((waiting) => (
          <Item key={waiting.alert.id} waiting={waiting} onSign={setSigning} />
        ))}
      </ul>
      {shown.length < all.length && (
        <button type="button" className="button button-plain" onClick={() => setWhole(true)}>
          {t("alertsAll", { count: all.length })}
        </button>
      )}
      {signing && <SignDialog waiting={signing} boot={boot} onClose={closed} />}
    </section>
  );
}
