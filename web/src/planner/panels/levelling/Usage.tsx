/** How much of a resource the plan uses week by week, beside what there is. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get, mayTryAgain } from "../../../shared/api";
import { Choice } from "../../../shared/Choice";
import { nameOf, t } from "../../../shared/i18n";
import type { components } from "../../../shared/schema";
import { Failed } from "../Failed";
import { Heads } from "../Heads";
import type { PanelProps } from "../panels";
import { useSome } from "../useSome";
import { heightsOf, type Period } from "./resources";

type Used = components["schemas"]["ResourceUsage"];
type Resource = components["schemas"]["Resource"];

const STEP = 20;
const HIGH = 80;
const WIDE = 360;

interface Props extends Pick<PanelProps, "plan" | "boot"> {
  resources: readonly Resource[];
}

export function Usage({ plan, boot, resources }: Props) {
  const [chosen, setChosen] = useState(resources[0]!.id);
  const { project, computation } = plan.said;
  const { data, error, refetch } = useQuery({
    queryKey: ["usage", project, chosen, computation],
    queryFn: ({ signal }) =>
      get<Used>(
        `/api/v1/projects/${project}/resource-usage/?resource=${chosen}&step=week`,
        signal,
      ),
    retry: mayTryAgain,
  });
  const resource = resources.find(({ id }) => id === chosen);
  return (
    <section>
      <h4>{t("levelling.usage")}</h4>
      <Choice
        label={t("levelling.resources")}
        value={chosen}
        onChange={(id) => setChosen(Number(id))}
      >
        {resources.map((each) => (
          <option key={each.id} value={each.id}>
            {each.code} {nameOf({ name_en: "", ...each })}
          </option>
        ))}
      </Choice>
      <Failed error={error} boot={boot} onRetry={() => void refetch()} />
      {data && resource && (
        <>
          <Picture periods={data.periods} name={nameOf({ name_en: "", ...resource })} />
          <Weeks periods={data.periods} />
        </>
      )}
    </section>
  );
}

function Picture({ periods, name }: { periods: readonly Period[]; name: string }) {
  const heights = heightsOf(periods);
  const wide = WIDE / Math.max(1, periods.length);
  return (
    <svg
      className="usage-picture"
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      role="img"
      aria-label={t("levelling.usageOf", { name })}
    >
      {heights.map(({ used, limit }, at) => (
        <g key={periods[at]!.first}>
          <rect
            className={used > limit ? "usage-over" : "usage-bar"}
            x={at * wide}
            width={Math.max(0.5, wide - 0.5)}
            y={(1 - used) * HIGH}
            height={used * HIGH}
          />
          <line
            className="usage-limit"
            x1={at * wide}
            x2={(at + 1) * wide}
            y1={(1 - limit) * HIGH}
            y2={(1 - limit) * HIGH}
          />
        </g>
      ))}
    </svg>
  );
}

function Weeks({ periods }: { periods: readonly Period[] }) {
  const used = periods.filter(({ peak }) => peak > 0);
  const [some, more] = useSome(used, STEP);
  return (
    <details>
      <summary>
        {t("levelling.overWeeks", { count: used.filter(({ over_hours }) => over_hours > 0).length })}
      </summary>
      <table>
        <Heads
          first={t("levelling.week")}
          numbers={[t("levelling.peak"), t("levelling.over")]}
        />
        <tbody>
          {some.map((each) => (
            <tr key={each.first}>
              <th scope="row">{each.first}</th>
              <td className={`panel-number ${each.peak > each.capacity ? "panel-late" : ""}`}>
                {each.peak} / {each.capacity}
              </td>
              <td className="panel-number">{Math.round(each.over_hours)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </details>
  );
}
