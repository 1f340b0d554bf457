/** Why an activity stands where it does, and what the last change moved. */
import { useQuery } from "@tanstack/react-query";
import { get, mayTryAgain } from "../../shared/api";
import { language, t } from "../../shared/i18n";
import type { components } from "../../shared/schema";
import { figure, textOf } from "../grid/columns";
import { Failed } from "./Failed";
import { Moved } from "./Moved";
import type { PanelProps } from "./panels";

type Derivation = components["schemas"]["DerivationAnswer"];
type Decided = Derivation["dates"][number];
type Cause = Decided["cause"];

const DATES = "early_start,early_finish";

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

export default function Why({ plan, boot, place, last, onGo }: PanelProps) {
  const changed = last?.schedule;
  const id = place === null ? null : plan.said.activities.id[place]!;
  const { data, error, isFetching, refetch } = useQuery({
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
          <Failed error={error} boot={boot} onRetry={() => void refetch()} />
          {data && <Derived dates={data.dates} onGo={onGo} />}
        </section>
      )}
      {changed && (
        <Moved
          title={t("gantt.moved", { count: changed.moved_count })}
          moved={changed.moved}
          plan={plan}
          onGo={onGo}
        />
      )}
    </>
  );
}
