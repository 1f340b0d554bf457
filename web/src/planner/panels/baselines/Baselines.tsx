/** What was approved: baselines, a new one, and how far the plan has moved since. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get, mayTryAgain } from "../../../shared/api";
import { Choice } from "../../../shared/Choice";
import { t, wordsAdd } from "../../../shared/i18n";
import * as words from "../../../shared/i18n/baselineWords";
import { Failed } from "../Failed";
import type { PanelProps } from "../panels";
import { Working } from "../Working";
import { type Baseline, baselinesKey } from "./baselines";
import { Freeze } from "./Freeze";
import { MakeCurrent } from "./MakeCurrent";
import { Variance } from "./Variance";

wordsAdd(words);

export default function Baselines({ plan, boot, mayEdit, onGo }: PanelProps) {
  const { project } = plan.said;
  const [picked, setPicked] = useState<number | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: baselinesKey(project),
    queryFn: async ({ signal }) =>
      (await get<{ results: Baseline[] }>(`/api/v1/baselines/?project=${project}&page_size=200`, signal))
        .results,
    retry: mayTryAgain,
  });
  if (error) return <Failed error={error} boot={boot} onRetry={() => void refetch()} />;
  if (!data) return <Working words={t("baselines.reading")} />;
  const chosen =
    data.find(({ id }) => id === picked) ?? data.find(({ is_current }) => is_current) ?? data[0];
  return (
    <>
      {chosen ? (
        <>
          <Choice
            label={t("baselines.compared")}
            value={chosen.id}
            onChange={(id) => setPicked(Number(id))}
          >
            {data.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name} · {each.taken_at.slice(0, 10)}
                {each.is_current ? ` · ${t("baselines.current")}` : ""}
              </option>
            ))}
          </Choice>
          {chosen.note && <p className="quiet">{chosen.note}</p>}
          {mayEdit && !chosen.is_current && (
            <MakeCurrent baseline={chosen} project={project} boot={boot} />
          )}
          <Variance key={chosen.id} baseline={chosen.id} plan={plan} boot={boot} onGo={onGo} />
        </>
      ) : (
        <p>{t("baselines.nothing")}</p>
      )}
      {mayEdit && <Freeze project={project} boot={boot} onFrozen={setPicked} />}
    </>
  );
}
