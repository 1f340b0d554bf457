/** How likely the finish is: thousands of computations with durations drawn from their ranges. */
import { useState } from "react";
import { Choice } from "../../../shared/Choice";
import { faultsOf } from "../../../shared/faults";
import { t, wordsAdd } from "../../../shared/i18n";
import * as analysisWords from "../../../shared/i18n/analysisWords";
import * as words from "../../../shared/i18n/riskWords";
import type { components } from "../../../shared/schema";
import { Progress } from "../analysis/Progress";
import { Told } from "../analysis/Told";
import { isAtIt, useAnalysis } from "../analysis/useAnalysis";
import { Failed } from "../Failed";
import type { PanelProps } from "../panels";
import { Working } from "../Working";
import { Ask } from "./Ask";
import { DatesTable } from "./DatesTable";
import { Histogram } from "./Histogram";
import { Tornado } from "./Tornado";
import "./Risk.css";

wordsAdd(analysisWords);
wordsAdd(words);

type Analysis = components["schemas"]["RiskAnalysis"];
type Found = components["schemas"]["RiskFound"];

/** The finish of all, or one milestone's. */
function Chosen({ found }: { found: Found }) {
  const [activity, setActivity] = useState(0);
  const dates = found.milestones.find((each) => each.activity === activity) ?? found.finish;
  return (
    <section>
      <Choice label={t("risk.of")} value={activity} onChange={(id) => setActivity(Number(id))}>
        <option value={0}>{t("risk.wholeProject")}</option>
        {found.milestones.map((each) => (
          <option key={each.activity} value={each.activity}>
            {each.code} {each.name}
          </option>
        ))}
      </Choice>
      <Histogram dates={dates} />
      <DatesTable dates={dates} />
    </section>
  );
}

function Sources({ found }: { found: Found }) {
  const { asked, kept, usual, fixed } = found.sources;
  return (
    <p className="quiet">
      {t("risk.sources", { iterations: found.iterations, asked, kept, usual, fixed })}
    </p>
  );
}

export default function Risk({ plan, boot, mayEdit, onGo }: PanelProps) {
  const analysis = useAnalysis<Analysis>(
    {
      all: `/api/v1/projects/${plan.said.project}/schedule/risk/`,
      listed: "analyses",
      one: "/api/v1/risk-analyses/",
    },
    boot,
  );
  const { found } = analysis;
  const { at, rest } = faultsOf(analysis.error, ["spread"]);
  const atIt = found !== null && isAtIt(found);
  return (
    <>
      {mayEdit && !analysis.loading && !atIt && (
        <Ask busy={analysis.asking} fault={at.spread} onAsk={analysis.ask} />
      )}
      <Failed error={rest} boot={boot} onRetry={analysis.again} />
      {analysis.loading && <Working words={t("analysis.reading")} />}
      {!analysis.loading && !found && !analysis.error && <p>{t("risk.nothing")}</p>}
      {found && <Told asked={found} plan={plan} />}
      {found && atIt && (
        <Progress asked={found} onStop={mayEdit ? () => analysis.drop(found.id) : undefined} />
      )}
      {found?.answer && (
        <div key={found.id}>
          <Chosen found={found.answer} />
          <Tornado bars={found.answer.tornado} plan={plan} onGo={onGo} />
          <Sources found={found.answer} />
        </div>
      )}
    </>
  );
}
