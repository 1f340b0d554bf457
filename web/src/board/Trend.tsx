/** Better or worse than a week ago: an arrow and a word, and on tap what is compared. */
import { useId, useLayoutEffect, useRef, useState } from "react";
import { dayInWords } from "../shared/dates";
import { language, t } from "../shared/i18n";
import type { Trend as TrendData } from "../shared/portfolio";
import { placed } from "./placed";
import { ARROWS, directionOf, finishesOf, knownOf, lightsOf, slipOf } from "./trend";
import "./Explain.css";
import "./Trend.css";

interface WordsProps {
  trend: TrendData;
  today: string;
}

export function TrendWords({ trend, today }: WordsProps) {
  const slip = slipOf(trend, today);
  return (
    <span className={`trend trend-${trend.direction}`}>
      <span aria-hidden="true">{ARROWS[trend.direction]}</span>
      <span>{directionOf(trend, today)}</span>
      {slip && <span className="trend-slip">{slip}</span>}
    </span>
  );
}

function Compared({ trend, today }: WordsProps) {
  return (
    <>
      <p className="explain-head">
        <strong>{t("trend.title", { day: dayInWords(trend.since, language(), today) })}</strong>
      </p>
      <dl className="facts">
        <div className="fact">
          <dt>{t("trend.light")}</dt>
          <dd>{lightsOf(trend)}</dd>
        </div>
        <div className="fact">
          <dt>{t("trend.finish")}</dt>
          <dd>
            {finishesOf(trend, today)} <b>{slipOf(trend, today)}</b>
          </dd>
        </div>
      </dl>
      <p className="quiet">{knownOf(trend)}</p>
    </>
  );
}

export function Trend({ trend, today, name }: WordsProps & { name: string }) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (!open || !element || !button.current) return;
    const view = { width: document.documentElement.clientWidth, height: window.innerHeight };
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const { left, top } = placed(button.current.getBoundingClientRect(), size, view);
    element.style.setProperty("--left", `${left}px`);
    element.style.setProperty("--top", `${top}px`);
  }, [open, trend]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="trend-button"
        popoverTarget={id}
      >
        <span className="only-spoken">{name} </span>
        <TrendWords trend={trend} today={today} />
      </button>
      <div
        ref={box}
        id={id}
        popover="auto"
        className="explain trend-why"
        onToggle={(event) => setOpen(event.newState === "open")}
      >
        {open && <Compared trend={trend} today={today} />}
      </div>
    </>
  );
}
