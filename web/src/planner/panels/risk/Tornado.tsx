/** What drives the finish: the activities by the chosen index, the strongest first. */
import { useState } from "react";
import { WordChoice } from "../../../shared/Choice";
import { t } from "../../../shared/i18n";
import type { components } from "../../../shared/schema";
import { Jump } from "../Jump";
import type { PanelProps } from "../panels";
import { useSome } from "../useSome";

type TornadoBar = components["schemas"]["TornadoBar"];

const INDICES = ["cruciality", "sensitivity", "criticality", "ssi"] as const;
type Index = (typeof INDICES)[number];

const STEP = 10;

/** The strongest first, with how long its bar is beside the longest. */
export function ranked(bars: readonly TornadoBar[], index: Index) {
  const sorted = [...bars].sort((one, other) => Math.abs(other[index]) - Math.abs(one[index]));
  const most = Math.abs(sorted[0]?.[index] ?? 0) || 1;
  return sorted.map((bar) => ({ bar, share: Math.abs(bar[index]) / most }));
}

export function Tornado({ bars, plan, onGo }: Pick<PanelProps, "plan" | "onGo"> & { bars: readonly TornadoBar[] }) {
  const [index, setIndex] = useState<Index>("cruciality");
  const [some, more] = useSome(ranked(bars, index), STEP);
  return (
    <section>
      <h4>{t("risk.drivers")}</h4>
      <WordChoice
        label={t("risk.index")}
        of={INDICES}
        words="risk.indices"
        value={index}
        onChange={setIndex}
      />
      <p className="quiet">{t(`risk.means.${index}`)}</p>
      <ol>
        {some.map(({ bar, share }) => (
          <li key={bar.activity}>
            <Jump named={bar} plan={plan} onGo={onGo} />
            <span className="risk-driver">
              <svg className="risk-length" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                <rect className="risk-bar" width={share * 100} height={1} />
              </svg>
              {bar[index].toFixed(2)}
            </span>
          </li>
        ))}
      </ol>
      {more}
    </section>
  );
}
