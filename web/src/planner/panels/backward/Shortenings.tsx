/** What could be shortened so that the date holds, at which cost. */
import { moneyInWords } from "../../../shared/figures";
import { language, t } from "../../../shared/i18n";
import { Jump } from "../Jump";
import type { PanelProps } from "../panels";
import { useSome } from "../useSome";
import type { Look } from "./backward";

type Crash = NonNullable<Look["crash"]>;
type Given = Pick<PanelProps, "plan" | "onGo"> & { crash: Crash };

const STEP = 12;

function summaryOf(crash: Crash): string {
  const cost = moneyInWords(crash.cost_cny, language());
  if (!crash.met) return t("backward.crashShort", { day: crash.finish, cost });
  if (!crash.shortenings.length) return t("backward.crashNothing");
  return t(crash.proved ? "backward.crashProved" : "backward.crashFound", { cost });
}

export function Shortenings({ crash, plan, onGo }: Given) {
  const [some, more] = useSome(crash.shortenings, STEP);
  return (
    <section>
      <h4>{t("backward.shorten")}</h4>
      <p className={crash.met ? "" : "panel-late"}>{summaryOf(crash)}</p>
      {!crash.met && !crash.shortenings.length && (
        <p className="quiet">{t("backward.crashHint")}</p>
      )}
      <ul>
        {some.map((each) => (
          <li key={each.activity}>
            <Jump named={each} plan={plan} onGo={onGo} />{" "}
            {t("backward.less", { count: each.days })} · {moneyInWords(each.cost_cny, language())}
          </li>
        ))}
      </ul>
      {more}
    </section>
  );
}
