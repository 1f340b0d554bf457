/** A proposal: the finish, the resources before and after, and what moves because of whom. */
import { t } from "../../../shared/i18n";
import type { components } from "../../../shared/schema";
import { figure } from "../../grid/columns";
import { Heads } from "../Heads";
import { Jump } from "../Jump";
import type { PanelProps } from "../panels";
import { Shift } from "../Shift";
import { useSome } from "../useSome";
import { titleOf } from "./resources";

type Found = components["schemas"]["LevellingFound"];

const STEP = 12;

interface Props extends Pick<PanelProps, "plan" | "onGo"> {
  found: Found;
}

export function Proposal({ found, plan, onGo }: Props) {
  return (
    <>
      <table>
        <tbody>
          {(["before", "after", "bound"] as const).map((which) => (
            <tr key={which}>
              <th scope="row">{t(`levelling.${which}`)}</th>
              <td>{{ before: found.finish_before, after: found.finish, bound: found.bound }[which]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {t(found.within_capacity ? "levelling.within" : "levelling.beyond")}{" "}
        {found.optimal
          ? t("levelling.optimal")
          : t("levelling.gap", { percent: figure(Math.round(found.gap * 1000) / 10) })}
      </p>
      <Resources found={found} />
      <Shifts found={found} plan={plan} onGo={onGo} />
      {found.left_aside.length > 0 && (
        <p className="quiet">
          {t("levelling.leftAside")} {found.left_aside.map(({ code }) => code).join(", ")}
        </p>
      )}
    </>
  );
}

function Resources({ found }: { found: Found }) {
  return (
    <table>
      <Heads
        first={t("levelling.resources")}
        numbers={[t("levelling.peak"), t("levelling.over")]}
      />
      <tbody>
        {found.resources.map((each) => (
          <tr key={each.resource}>
            <th scope="row">{titleOf(each)}</th>
            <td className="panel-number">
              {each.peak_before} → {each.peak_after} / {each.capacity_after}
            </td>
            <td className="panel-number">
              {figure(each.over_hours_before)} → {figure(each.over_hours_after)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Shifts({ found, plan, onGo }: Props) {
  const [some, more] = useSome(found.shifts, STEP);
  if (!found.shifts.length) return <p>{t("levelling.none")}</p>;
  return (
    <section>
      <h4>{t("levelling.shifts", { count: found.shifts_count })}</h4>
      <ul>
        {some.map((each) => (
          <li key={each.activity}>
            <Jump named={each} plan={plan} onGo={onGo} /> {each.old_start.slice(0, 10)} →{" "}
            {each.new_start.slice(0, 10)} <Shift days={each.days_moved} />
            <p className="quiet">{reasonOf(each)}</p>
          </li>
        ))}
      </ul>
      {more}
    </section>
  );
}

function reasonOf({ waits_for: waits, follows }: Found["shifts"][number]): string {
  const codes = (named: readonly { code: string }[]) => named.map(({ code }) => code).join(", ");
  if (waits) {
    return t("levelling.waits", { resource: titleOf(waits), who: codes(waits.competing) });
  }
  return follows.length ? t("levelling.follows", { who: codes(follows) }) : "";
}
