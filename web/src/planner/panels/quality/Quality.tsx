/** The plan's quality in fourteen points (DCMA), each with a way to what offends. */
import { useQuery } from "@tanstack/react-query";
import { get, mayTryAgain } from "../../../shared/api";
import { t, wordsAdd } from "../../../shared/i18n";
import * as words from "../../../shared/i18n/qualityWords";
import type { components } from "../../../shared/schema";
import { Failed } from "../Failed";
import type { PanelProps } from "../panels";
import { Working } from "../Working";
import { Point } from "./Point";
import "./Quality.css";

wordsAdd(words);

type Sheet = components["schemas"]["QualityAnswer"];

export default function Quality({ plan, boot, onGo }: PanelProps) {
  const { project, computation } = plan.said;
  const { data, error, refetch } = useQuery({
    queryKey: ["quality", project, computation],
    queryFn: ({ signal }) => get<Sheet>(`/api/v1/projects/${project}/schedule/quality/`, signal),
    retry: mayTryAgain,
  });
  if (error) return <Failed error={error} boot={boot} onRetry={() => void refetch()} />;
  if (!data) return <Working words={t("quality.reading")} />;
  const measured = data.points.filter(({ verdict }) => verdict !== "not_applicable").length;
  return (
    <>
      <p role="status">
        <strong className={data.failed ? "panel-late" : ""}>
          {t(data.failed ? "quality.failed" : "quality.allPass", {
            count: data.failed,
            all: measured,
          })}
        </strong>
      </p>
      <p className="quiet">{t(`quality.policies.${data.quality_policy}`)}</p>
      <ol className="quality-points">
        {data.points.map((point) => (
          <Point key={point.key} point={point} plan={plan} onGo={onGo} />
        ))}
      </ol>
      <p className="quiet">{t("quality.source", { source: data.reference })}</p>
    </>
  );
}
