/** The latest dates that meet the finish, the tightest first: what the brackets in the chart say. */
import { t } from "../../../shared/i18n";
import { figure } from "../../grid/columns";
import { Jump } from "../Jump";
import type { PanelProps } from "../panels";
import { useSome } from "../useSome";
import type { Look } from "./backward";

const STEP = 20;

export function Latest({ look, plan, onGo }: Pick<PanelProps, "plan" | "onGo"> & { look: Look }) {
  const [some, more] = useSome(look.activities, STEP);
  return (
    <details>
      <summary>{t("backward.latest", { count: look.activities_count })}</summary>
      <p className="quiet">{t("backward.bracket")}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("backward.work")}</th>
            <th scope="col">{t("backward.latestDates")}</th>
            <th scope="col" className="panel-number">
              {t("gantt.columns.float")}
            </th>
          </tr>
        </thead>
        <tbody>
          {some.map((each) => (
            <tr key={each.activity}>
              <th scope="row">
                <Jump named={each} plan={plan} onGo={onGo} />
              </th>
              <td>
                {each.latest_start}
                <br />
                {each.latest_finish}
              </td>
              <td className={`panel-number ${each.total_float_days < 0 ? "panel-late" : ""}`}>
                {figure(each.total_float_days)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </details>
  );
}
