/** What holds too tightly: the date that asks for it, and the work from there to the goal. */
import { t } from "../../../shared/i18n";
import { figure } from "../../grid/columns";
import { Jump } from "../Jump";
import type { PanelProps } from "../panels";
import { useSome } from "../useSome";
import { daysShort, type Driver, type Look } from "./backward";

type Given = Pick<PanelProps, "plan" | "onGo"> & { look: Look };

const DRIVERS = 5;
const STEPS = 12;

function Path({ driver, plan, onGo }: Given & { driver: Driver }) {
  const [some, more] = useSome(driver.path, STEPS);
  return (
    <>
      <ol className="backward-path">
        {some.map((each) => (
          <li key={each.activity}>
            <Jump named={each} plan={plan} onGo={onGo} />
          </li>
        ))}
      </ol>
      {more}
    </>
  );
}

function Held({ driver, ...given }: Given & { driver: Driver }) {
  const short = daysShort(given.look, driver);
  const words = t(`heldBy.${driver.cause}`);
  return (
    <li>
      <p>
        <Jump named={driver} plan={given.plan} onGo={given.onGo} />{" "}
        {driver.constraint ? `${words} (${driver.constraint.toUpperCase()})` : words}
        {short !== null && (
          <strong className="panel-late">
            {" "}
            {t("backward.missing", { count: figure(short) })}
          </strong>
        )}
      </p>
      <p className="quiet">{t("backward.holds", { count: driver.activities_count })}</p>
      <Path driver={driver} {...given} />
    </li>
  );
}

export function Chain(given: Given) {
  const [drivers, more] = useSome(given.look.drivers, DRIVERS);
  if (!drivers.length) return null;
  return (
    <section>
      <h4>{t("backward.decides")}</h4>
      <ul>
        {drivers.map((driver) => (
          <Held key={`${driver.activity} ${driver.cause}`} driver={driver} {...given} />
        ))}
      </ul>
      {more}
    </section>
  );
}
