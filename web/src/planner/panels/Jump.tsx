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

/** Code and name, the name in the reader's language where the plan has it. */
export function titleOf(plan: Plan, { activity, code, name }: Named): string {
  const place = activity === null ? undefined : plan.placeOf.get(activity);
  return `${code} ${place === undefined ? name : textOf(plan, place, "name", language())}`;
}

interface Props {
  named: Named;
  plan: Plan;
  onGo: (activity: number) => void;
}

export function Jump({ named, plan, onGo }: Props) {
  const { activity } = named;
  const title = titleOf(plan, named);
  if (activity === null || !plan.placeOf.has(activity)) return <span>{title}</span>;
  return (
    <button type="button" className="button-plain panel-jump" onClick={() => onGo(activity)}>
      {title}
    </button>
  );
}
