/** Why a light is what it is: the facts of the milestone, the rule and its text. */
import { useEffect, useLayoutEffect, useRef } from "react";
import { dayInWords, dayOf, momentInWords } from "../shared/dates";
import { language, nameOf, ruleNameOf, ruleTextOf, sourceOf, t } from "../shared/i18n";
import { Light } from "../shared/Light";
import type { Lateness, Light as LightData, Risk, Rule } from "../shared/portfolio";
import { forecastInWords, reasonInWords as lateInWords, useLateness } from "./forecast";
import { lateOf } from "./Stop";
import { placed } from "./placed";
import { riskInWords, useRisk } from "./risk";
import { explainHide, explainKeep, type Shown, useExplained } from "./explained";
import "./Explain.css";

function reasonInWords({ reason }: LightData): string {
  const measure = t(`measures.${reason.measure}`);
  if (reason.value === null || reason.measure === "reached" || reason.measure === "started") return measure;
  const values = { measure, value: reason.value, threshold: reason.threshold ?? "" };
  return t(reason.threshold === null ? "reasonText" : "reasonThreshold", values);
}

function sinceInWords(since: string, shown: Shown): string {
  const day = since.length > 10 ? dayOf(since, shown.zone) : since;
  return dayInWords(day, language(), shown.today);
}

function Fact({ name, stale, children }: { name: string; stale?: boolean; children: string | null }) {
  return children ? (
    <div className={stale ? "fact fact-stale" : "fact"}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  ) : null;
}

interface FactsProps {
  shown: Shown;
  lateness: Lateness | undefined;
  risk: Risk | null;
}

function Facts({ shown, lateness, risk }: FactsProps) {
  const { milestone, today, zone } = shown;
  const day = (value: string | null) => (value ? dayInWords(value, language(), today) : "");
  const alert = milestone.open_alert;
  return (
    <dl className="facts">
      <Fact name={t("plannedCurrent")}>{day(milestone.planned_finish) || t("undated")}</Fact>
      <Fact name={t("baselineFinish")}>{day(milestone.baseline_finish)}</Fact>
      <Fact name={t("comparedDate")}>
        {milestone.baseline_finish &&
          t(milestone.compared_date === "baseline" ? "comparedBaseline" : "comparedPlan")}
      </Fact>
      <Fact name={t("forecast")}>
        {lateness
          ? t("forecastCompared", {
              forecast: forecastInWords(lateness, today),
              what: t(lateness.compared === "plan" ? "comparedPlan" : "comparedBaseline"),
            })
          : day(milestone.reached ? null : milestone.forecast)}
      </Fact>
      <Fact name={t("why")}>{lateness?.shift_days ? lateInWords(lateness) : ""}</Fact>
      <Fact name={t("riskP80")} stale={risk?.stale}>
        {risk && riskInWords(risk, today)}
      </Fact>
      <Fact name={t("actual")}>{day(milestone.actual_finish)}</Fact>
      <Fact name={t("state")}>{t(`states.${milestone.state}`)}</Fact>
      <Fact name={t("policy")}>{t(`policies.${milestone.evidence_policy}`)}</Fact>
      <Fact name={t("photos")}>{t("photoCount", { count: milestone.photo_count })}</Fact>
      <Fact name={t("reason")}>{reasonInWords(milestone.light)}</Fact>
      <Fact name={t("since")}>
        {milestone.light.since ? sinceInWords(milestone.light.since, shown) : ""}
      </Fact>
      <Fact name={alert ? t(`alertKinds.${alert.kind}`) : ""}>
        {alert === null
          ? ""
          : alert.acknowledged_at
            ? t("signedBy", {
                who: alert.acknowledged_by ?? "",
                when: momentInWords(alert.acknowledged_at, language(), today, zone),
              })
            : t("waiting")}
      </Fact>
    </dl>
  );
}

export function Explain({ rules }: { rules: readonly Rule[] }) {
  const shown = useExplained();
  const light = shown?.milestone.light;
  const rule = rules.find((one) => one.name === light?.rule && one.version === light.version);
  const lateness = useLateness(shown?.milestone);
  const risk = useRisk(shown?.milestone);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || !shown) return;
    element.showPopover();
    const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const { left, top } = placed(
      shown.anchor.getBoundingClientRect(),
      { width: element.offsetWidth, height: element.offsetHeight },
      view,
    );
    element.style.setProperty("--left", `${left}px`);
    element.style.setProperty("--top", `${top}px`);
    return () => element.hidePopover();
    // reason and risk come later and make the box taller
  }, [shown, lateness, risk]);
  useEffect(() => {
    const close = () => explainHide(true);
    const key = (event: KeyboardEvent) => event.key === "Escape" && close();
    const press = (event: PointerEvent) => {
      const target = event.target as Element;
      if (!target.closest(".stop-button, .explain")) close();
    };
    document.addEventListener("keydown", key);
    document.addEventListener("pointerdown", press);
    document.addEventListener("scroll", close, { passive: true });
    return () => {
      document.removeEventListener("keydown", key);
      document.removeEventListener("pointerdown", press);
      document.removeEventListener("scroll", close);
    };
  }, []);
  return (
    <div
      ref={box}
      id="explain"
      role="tooltip"
      className="explain"
      popover="manual"
      onPointerEnter={explainKeep}
      onPointerLeave={(event) => event.pointerType === "mouse" && explainHide()}
    >
      {shown && (
        <>
          <p className="explain-head">
            <Light colour={shown.milestone.light.colour} reached={shown.milestone.reached} />
            <strong>{nameOf(shown.milestone)}</strong>
            <span className={`verdict-${shown.milestone.light.colour}`}>
              {t(`lights.${shown.milestone.light.colour}`)}
              {lateOf(shown.milestone) && ` · ${lateOf(shown.milestone)}`}
            </span>
          </p>
          <Facts shown={shown} lateness={lateness} risk={risk} />
          {rule && (
            <p className="explain-rule">
              <b>{ruleNameOf(rule)}</b>
              <span>{ruleTextOf(rule)}</span>
              {rule.source && <small>{sourceOf(rule)}</small>}
            </p>
          )}
        </>
      )}
    </div>
  );
}
