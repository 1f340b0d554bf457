/** How far the plan has moved from a baseline, the latest activities first. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get, mayTryAgain } from "../../../shared/api";
import { t } from "../../../shared/i18n";
import type { components } from "../../../shared/schema";
import { Failed } from "../Failed";
import { Heads } from "../Heads";
import { Jump } from "../Jump";
import type { PanelProps } from "../panels";
import { Shift } from "../Shift";
import { useSome } from "../useSome";
import { Working } from "../Working";
import { movedMost } from "./baselines";

type Answer = components["schemas"]["VarianceAnswer"];

const STEP = 20;

interface Props extends Pick<PanelProps, "plan" | "boot" | "onGo"> {
  baseline: number;
}

export function Variance({ baseline, plan, boot, onGo }: Props) {
  const [lateOnly, setLateOnly] = useState(true);
  const { data, error, refetch } = useQuery({
    queryKey: ["variance", baseline, plan.said.computation],
    queryFn: ({ signal }) => get<Answer>(`/api/v1/baselines/${baseline}/variance/`, signal),
    retry: mayTryAgain,
  });
  if (error) return <Failed error={error} boot={boot} onRetry={() => void refetch()} />;
  if (!data) return <Working words={t("baselines.comparing")} />;
  return (
    <>
      <p>
        {t("baselines.finish", { was: data.baseline_finish, is: data.finish })}{" "}
        <Shift days={data.finish_calendar_days} />
      </p>
      <p className="panel-deeds">
        <button
          type="button"
          className="gantt-chip"
          aria-pressed={lateOnly}
          onClick={() => setLateOnly(!lateOnly)}
        >
          {t("baselines.lateOnly")}
        </button>
      </p>
      <Lines lines={movedMost(data.activities, lateOnly)} plan={plan} onGo={onGo} />
      <OneSided title="baselines.added" lines={data.added} />
      <OneSided title="baselines.dropped" lines={data.dropped} />
    </>
  );
}

function Lines({ lines, plan, onGo }: Pick<Props, "plan" | "onGo"> & { lines: Answer["activities"] }) {
  const [some, more] = useSome(lines, STEP);
  if (!lines.length) return <p className="quiet">{t("baselines.nothingMoved")}</p>;
  return (
    <>
      <table>
        <Heads
          first={t("baselines.work")}
          numbers={[t("gantt.columns.start"), t("gantt.columns.finish")]}
        />
        <tbody>
          {some.map((line) => (
            <tr key={line.activity ?? line.code}>
              <th scope="row">
                <Jump named={line} plan={plan} onGo={onGo} />
              </th>
              <td className="panel-number">
                <Shift days={line.start_calendar_days} />
              </td>
              <td className="panel-number" title={`${line.baseline_finish} → ${line.finish}`}>
                <Shift days={line.finish_calendar_days} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}

/** Work that only one of the two plans has. */
function OneSided({ title, lines }: { title: string; lines: Answer["added"] }) {
  const [some, more] = useSome(lines, STEP);
  if (!lines.length) return null;
  return (
    <details>
      <summary>{t(title, { count: lines.length })}</summary>
      <ul>
        {some.map((line) => (
          <li key={line.code}>
            {line.code} {line.name}
          </li>
        ))}
      </ul>
      {more}
    </details>
  );
}
