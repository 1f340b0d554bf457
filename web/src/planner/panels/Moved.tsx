/** What a computation moved, the first of it, each with a way there. */
import type { Moved as Row } from "../edit/moved";
import type { Plan } from "../plan";
import { Jump } from "./Jump";
import { Shift } from "./Shift";
import { useSome } from "./useSome";

const STEP = 12;

interface Props {
  /** The heading: how many have moved, and by what. */
  title: string;
  moved: readonly Row[];
  plan: Plan;
  onGo: (activity: number) => void;
}

export function Moved({ title, moved, plan, onGo }: Props) {
  const [some, more] = useSome(moved, STEP);
  return (
    <section>
      <h4>{title}</h4>
      <ul>
        {some.map((each) => (
          <li key={each.activity}>
            <Jump named={each} plan={plan} onGo={onGo} /> {each.forecast_finish_before} →{" "}
            {each.forecast_finish} <Shift days={each.finish_shift_days} />
          </li>
        ))}
      </ul>
      {more}
    </section>
  );
}
