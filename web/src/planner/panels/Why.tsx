/** Why an activity stands where it does, and what the last change moved. */
import { useQuery } from "@tanstack/react-query";
import { get, mayTryAgain } from "../../shared/api";
import { language, t } from "../../shared/i18n";
import type { components } from "../../shared/schema";
import type { Answer } from "../edit/apply";
import { figure, textOf } from "../grid/columns";
import type { PanelProps } from "./panels";

type Derivation = components["schemas"]["DerivationAnswer"];
type Decided = Derivation["dates"][number];
type Cause = Decided["cause"];

const DATES = "early_start,early_finish";
const MOVED_SHOWN = 12;

/** By what a date is held, and by whom where that is other work. */
function causeOf({ kind, link, constraint }: Cause): string {
  const words = t(`heldBy.${kind}`);
  if (link) {
    const name = language() === "en" ? "" : ` ${link.predecessor_name}`;
    return `${words}: ${link.predecessor_code}${name} ${link.kind}`;
  }
  return constraint ? `${words} (${constraint.toUpperCase()})` : words;
}

function Derived({ dates, onGo }: { dates: readonly Decided[]; onGo: (id: number) => void }) {
  return (
    <ol className="gantt-why-dates">
      {dates.map((each) => (
        <li key={each.date}>
          <strong>{t(`gantt.dates.${each.date}`)}</strong> {each.at.slice(0, 10)}
          <p>
            {causeOf(each.cause)}
            {each.cause.link && (
              <button
                type="button"
                className="button-plain"
                onClick={() => each.cause.link && onGo(each.cause.link.predecessor)}
              >
                {t("gantt.goThere")}
              </button>
            )}
          </p>
          {each.others.slice(0, 3).map((other, at) => (
            <p key={at} className="quiet">
              {causeOf(other)} · {t("gantt.slack", { count: figure(other.slack_days) })}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}

function Moved({ answer, onGo }: { answer: Answer; onGo: (id: number) => void }) {
  const schedule = answer.schedule;
  if (!schedule) return null;
  return (
    <section>
      <h4>{t("gantt.moved", { count: schedule.moved_count })}</h4>
      <ul>
        {schedule.moved.slice(0, MOVED_SHOWN).map((each) => (
          <li key={each.activity}>
            <button type="button" className="button-plain" onClick={() => onGo(each.activity)}>
              {each.code}
            </button>{" "}
            {each.forecast_finish_before} → {each.forecast_finish} (
            {t("gantt.days", { count: figure(each.finish_shift_days) })})
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function Why({ plan, place, last, onGo }: PanelProps) {
  const id = place === null ? null : plan.said.activities.id[place]!;
  const { data, error, isFetching } = useQuery({
    queryKey: ["derivation", id, plan.said.computation],
    queryFn: ({ signal }) =>
      get<Derivation>(`/api/v1/activities/${id}/derivation/?date=${DATES}`, signal),
    enabled: id !== null,
    retry: mayTryAgain,
  });
  return (
    <>
      {place === null ? (
        <p className="quiet">{t("gantt.whyNothing")}</p>
      ) : (
        <section aria-busy={isFetching}>
          <h4>
            {textOf(plan, place, "code", language())} {textOf(plan, place, "name", language())}
          </h4>
          {error && <p className="failure">{error.message}</p>}
          {data && <Derived dates={data.dates} onGo={onGo} />}
        </section>
      )}
      {last && <Moved answer={last} onGo={onGo} />}
    </>
  );
}
