/** The active activity's predecessors and successors: seen, changed, added and removed by keys. */
import { useMemo } from "react";
import { language, t } from "../../../shared/i18n";
import { LinkFields } from "../../edit/LinkFields";
import { linkRemoved } from "../../edit/linkEdits";
import { textOf } from "../../grid/columns";
import type { Plan } from "../../plan";
import type { PanelProps } from "../panels";
import { AddLink } from "./AddLink";
import "../../edit/Links.css";
import "./Links.css";

type Side = "predecessors" | "successors";

/** The links whose one end is at a place. */
function linksAt(ends: Int32Array, place: number | null): number[] {
  const found: number[] = [];
  ends.forEach((end, link) => {
    if (end === place) found.push(link);
  });
  return found;
}

function nameOf(plan: Plan, place: number): string {
  return `${textOf(plan, place, "code", language())} ${textOf(plan, place, "name", language())}`;
}

function Listed({ side, links, ...given }: { side: Side; links: readonly number[] } & PanelProps) {
  const { plan, edits, mayEdit, onGo } = given;
  const others = side === "predecessors" ? plan.linkFrom : plan.linkTo;
  const code = (place: number) => textOf(plan, place, "code", language());
  return (
    <section aria-label={t(`links.${side}`)}>
      <h4>{t(`links.${side}`)}</h4>
      {!links.length && <p className="quiet">{t("links.none")}</p>}
      <ul className="gantt-links">
        {links.map((link) => (
          <li key={plan.said.links.id[link]}>
            <header>
              <button
                type="button"
                className="button-plain"
                onClick={() => onGo(plan.said.activities.id[others[link]!]!)}
              >
                {nameOf(plan, others[link]!)}
              </button>
              {mayEdit && (
                <button
                  type="button"
                  className="button-plain"
                  aria-label={t("links.removeOf", {
                    from: code(plan.linkFrom[link]!),
                    to: code(plan.linkTo[link]!),
                  })}
                  onClick={() => edits.send(linkRemoved(plan, link))}
                >
                  {t("links.remove")}
                </button>
              )}
            </header>
            <LinkFields plan={plan} link={link} edits={edits} mayEdit={mayEdit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function Links(given: PanelProps) {
  const { plan, place, mayEdit, edits } = given;
  const predecessors = useMemo(() => linksAt(plan.linkTo, place), [plan, place]);
  const successors = useMemo(() => linksAt(plan.linkFrom, place), [plan, place]);
  if (place === null) return <p className="quiet">{t("links.nothing")}</p>;
  return (
    <>
      <h3>{nameOf(plan, place)}</h3>
      {edits.error && (
        <p className="failure" role="alert">
          {edits.error}
        </p>
      )}
      <Listed side="predecessors" links={predecessors} {...given} />
      <Listed side="successors" links={successors} {...given} />
      {mayEdit && <AddLink key={place} plan={plan} place={place} edits={edits} />}
    </>
  );
}
