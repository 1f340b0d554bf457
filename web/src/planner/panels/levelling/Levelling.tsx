/** Levelling: what has to wait for scarce resources. A proposal, until somebody adopts it. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get, mayTryAgain } from "../../../shared/api";
import { t, wordsAdd } from "../../../shared/i18n";
import * as analysisWords from "../../../shared/i18n/analysisWords";
import * as words from "../../../shared/i18n/levellingWords";
import type { components } from "../../../shared/schema";
import { Progress } from "../analysis/Progress";
import { Told } from "../analysis/Told";
import { isAtIt, useAnalysis } from "../analysis/useAnalysis";
import { Failed } from "../Failed";
import type { PanelProps } from "../panels";
import { Working } from "../Working";
import { Adopt } from "./Adopt";
import { Ask } from "./Ask";
import { Proposal } from "./Proposal";
import { Usage } from "./Usage";
import "./Levelling.css";

wordsAdd(analysisWords);
wordsAdd(words);

type Asked = components["schemas"]["Levelling"];
type Resource = components["schemas"]["Resource"];

export default function Levelling({ plan, boot, mayEdit, onGo }: PanelProps) {
  const { project } = plan.said;
  const [adopting, setAdopting] = useState(false);
  const resources = useQuery({
    queryKey: ["resources", project],
    queryFn: async ({ signal }) =>
      (await get<{ results: Resource[] }>(`/api/v1/resources/?project=${project}&page_size=200`, signal))
        .results,
    retry: mayTryAgain,
  });
  const levelling = useAnalysis<Asked>(
    {
      all: `/api/v1/projects/${project}/schedule/levelling/`,
      listed: "levellings",
      one: "/api/v1/levellings/",
    },
    boot,
  );
  const { found } = levelling;
  const atIt = found !== null && isAtIt(found);
  const isOpen = found?.state === "done" && found.answer !== null;
  if (resources.data?.length === 0) return <p>{t("levelling.noResources")}</p>;
  return (
    <>
      <p className="quiet">{t("levelling.about")}</p>
      {mayEdit && !levelling.loading && !atIt && <Ask busy={levelling.asking} onAsk={levelling.ask} />}
      <Failed error={levelling.error ?? resources.error} boot={boot} onRetry={levelling.again} />
      {levelling.loading && <Working words={t("analysis.reading")} />}
      {!levelling.loading && !found && !levelling.error && <p>{t("levelling.nothing")}</p>}
      {found && <Told asked={found} plan={plan} />}
      {found && atIt && (
        <Progress asked={found} onStop={mayEdit ? () => levelling.drop(found.id) : undefined} />
      )}
      {found?.state === "adopted" && <p role="status">{t("levelling.adopted")}</p>}
      {mayEdit && isOpen && (
        <p className="panel-deeds">
          <button type="button" className="button button-main" onClick={() => setAdopting(true)}>
            {t("levelling.adopt")}
          </button>
          <button type="button" className="button" onClick={() => levelling.drop(found.id)}>
            {t("levelling.drop")}
          </button>
        </p>
      )}
      {found?.answer && <Proposal found={found.answer} plan={plan} onGo={onGo} />}
      {resources.data && <Usage plan={plan} boot={boot} resources={resources.data} />}
      {adopting && found?.answer && (
        <Adopt
          id={found.id}
          found={found.answer}
          plan={plan}
          boot={boot}
          onAdopted={levelling.again}
          onClose={() => setAdopting(false)}
        />
      )}
    </>
  );
}
