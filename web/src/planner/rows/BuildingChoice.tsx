/** One of the plan's buildings, or none of them. */
import { Choice } from "../../shared/Choice";
import { nameOf, t } from "../../shared/i18n";
import type { Plan } from "../plan";

interface Props {
  label: string;
  plan: Plan;
  value: number | null;
  onChange: (building: number | null) => void;
}

export function BuildingChoice({ label, plan, value, onChange }: Props) {
  return (
    <Choice label={label} value={value} onChange={(id) => onChange(Number(id) || null)}>
      <option value="">{t("gantt.noBuilding")}</option>
      {plan.said.buildings.map((each) => (
        <option key={each.id} value={each.id}>
          {nameOf(each)}
        </option>
      ))}
    </Choice>
  );
}
