/** The S-curve: work that should be done, could be done at the earliest and latest, and is done. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get, mayTryAgain } from "../../../shared/api";
import { WordChoice } from "../../../shared/Choice";
import { t, wordsAdd } from "../../../shared/i18n";
import * as words from "../../../shared/i18n/curveWords";
import { figure } from "../../grid/columns";
import { Failed } from "../Failed";
import { Heads } from "../Heads";
import type { PanelProps } from "../panels";
import { Working } from "../Working";
import { type Curves, standingOf } from "./curves";
import { Picture } from "./Picture";
import "./Curve.css";

wordsAdd(words);

const STEPS = ["week", "month"] as const;

export default function Curve({ plan, boot }: PanelProps) {
  const { project, computation } = plan.said;
  const [step, setStep] = useState<(typeof STEPS)[number]>("week");
  const { data, error, refetch } = useQuery({
    queryKey: ["curve", project, step, computation],
    queryFn: ({ signal }) =>
      get<Curves>(`/api/v1/projects/${project}/s-curve/?step=${step}`, signal),
    retry: mayTryAgain,
  });
  if (error) return <Failed error={error} boot={boot} onRetry={() => void refetch()} />;
  if (!data) return <Working words={t("curve.reading")} />;
  if (!data.days.length) return <p>{t("curve.nothing")}</p>;
  return (
    <>
      <Standing curves={data} />
      <ul className="curve-key" aria-hidden="true">
        {(["planned", "actual", "band"] as const).map((each) => (
          <li key={each} className={`curve-${each}`}>
            {t(`curve.${each}`)}
          </li>
        ))}
      </ul>
      <Picture curves={data} />
      <WordChoice
        label={t("curve.step")}
        of={STEPS}
        words="curve.steps"
        value={step}
        onChange={setStep}
      />
      <Table curves={data} />
      <p className="quiet">{t(`curve.units.${data.unit}`)}</p>
      {data.baseline === null && <p className="quiet">{t("curve.noBaseline")}</p>}
    </>
  );
}

function Standing({ curves }: { curves: Curves }) {
  const standing = standingOf(curves);
  if (!standing) return null;
  const ahead = standing.actual - standing.planned;
  const percent = (value: number) => figure(Math.round(Math.abs(value) * 10) / 10);
  return (
    <p role="status">
      {t("curve.standing", {
        day: standing.day,
        planned: percent(standing.planned),
        actual: percent(standing.actual),
      })}{" "}
      <strong className={ahead < 0 ? "panel-late" : ""}>
        {t(ahead < 0 ? "curve.behind" : "curve.ahead", { count: percent(ahead) })}
      </strong>
    </p>
  );
}

const COLUMNS = ["planned", "early", "late", "actual"] as const;

function Table({ curves }: { curves: Curves }) {
  return (
    <details>
      <summary>{t("curve.table")}</summary>
      <table>
        <Heads first={t("curve.day")} numbers={COLUMNS.map((name) => t(`curve.${name}`))} />
        <tbody>
          {curves.days.map((day, at) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {COLUMNS.map((name) => (
                <td key={name} className="panel-number">
                  {curves[name][at] ?? "–"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
