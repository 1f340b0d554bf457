/** The dates of a risk analysis as a table, and how likely the promised ones are. */
import { t } from "../../../shared/i18n";
import type { components } from "../../../shared/schema";
import { chanceInWords } from "./bins";

const PERCENTILES = ["p10", "p50", "p80", "p95"] as const;

export function DatesTable({ dates }: { dates: components["schemas"]["RiskDates"] }) {
  return (
    <table>
      <tbody>
        <tr>
          <th scope="row">{t("risk.planned")}</th>
          <td>{dates.planned}</td>
          <td>{t("risk.chance", { chance: chanceInWords(dates.planned_chance) })}</td>
        </tr>
        {PERCENTILES.map((name) => (
          <tr key={name}>
            <th scope="row">{name.toUpperCase()}</th>
            <td>{dates[name]}</td>
            <td />
          </tr>
        ))}
        {dates.contract_chance !== null && (
          <tr>
            <th scope="row">{t("risk.contract")}</th>
            <td>{dates.contract}</td>
            <td>{t("risk.chance", { chance: chanceInWords(dates.contract_chance) })}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
