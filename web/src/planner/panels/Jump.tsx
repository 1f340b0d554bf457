/** An activity by code and name; its button goes there in the chart. */
import { language } from "../../shared/i18n";
import { textOf } from "../grid/columns";
import type { Plan } from "../plan";

export interface Named {
  /** Null where the plan has it no more. */
  activity: number | null;
  code: string;
  name: string;
}

interface Props {
  named: Named;
  plan: Plan;
  onGo: (activity: number) => void;
}

export function Jump({ named, plan, onGo }: Props) {
  const { activity } = named;
  const place = activity === null ? undefined : plan.placeOf.get(activity);
  if (activity === null || place === undefined) {
    return (
      <span>
        {named.code} {named.name}
      </span>
    );
  }
  return (
    <button type="button" className="button-plain panel-jump" onClick={() => onGo(activity)}>
      {named.code} {textOf(plan, place, "name", language())}
    </button>
  );
}
