/** The link that was picked in the chart, to be changed or deleted. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { language, t } from "../../shared/i18n";
import { textOf } from "../grid/columns";
import type { Plan } from "../plan";
import { LinkFields } from "./LinkFields";
import type { Edits } from "./useEdits";
import type { Links } from "./useLinks";
import "./Links.css";

interface Props {
  plan: Plan;
  links: Links;
  edits: Edits;
  mayEdit: boolean;
  /** Where keys go when it closes. */
  onLeft: () => void;
}

function isTypedIn(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}

export default function LinkCard({ plan, links, edits, mayEdit, onLeft }: Props) {
  const card = useRef<HTMLElement>(null);
  const { place } = links;
  const id = plan.said.links.id[place];
  useEffect(() => card.current?.focus(), [id]);
  const named = (at: number) =>
    `${textOf(plan, at, "code", language())} ${textOf(plan, at, "name", language())}`;
  const [from, to] = [named(plan.linkFrom[place]!), named(plan.linkTo[place]!)];
  const left = (deed: () => void) => () => {
    deed();
    onLeft();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Delete" && isTypedIn(event.target)) return;
    if (links.onKey(event)) onLeft();
  };
  return (
    <section
      ref={card}
      className="gantt-link-card"
      tabIndex={-1}
      aria-label={t("links.picked", { from, to })}
      onKeyDown={onKeyDown}
    >
      <header>
        <h3>
          {from} → {to}
        </h3>
        <button type="button" className="button-plain" onClick={left(links.leave)}>
          {t("links.close")}
        </button>
      </header>
      <LinkFields plan={plan} link={place} edits={edits} mayEdit={mayEdit} />
      {mayEdit && (
        <footer>
          <small className="quiet">{t("links.cardHint")}</small>
          <button type="button" className="button" onClick={left(links.remove)}>
            {t("links.remove")}
          </button>
        </footer>
      )}
    </section>
  );
}
