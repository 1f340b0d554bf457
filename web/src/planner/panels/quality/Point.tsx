/** One point of the sheet: what was measured against what, and who offends. */
import { language, t } from "../../../shared/i18n";
import type { components } from "../../../shared/schema";
import { Jump } from "../Jump";
import type { PanelProps } from "../panels";
import { useSome } from "../useSome";
import { measureInWords } from "./measures";

const STEP = 10;
const SIGNS = { pass: "✓", fail: "✗", not_applicable: "–" } as const;

interface Props extends Pick<PanelProps, "plan" | "onGo"> {
  point: components["schemas"]["QualityPoint"];
}

export function Point({ point, plan, onGo }: Props) {
  const name = point.names[language() === "en" ? "en" : "zh-hans"];
  return (
    <li>
      <details>
        <summary className="quality-head">
          <span className={`quality-sign quality-${point.verdict}`} aria-hidden="true">
            {SIGNS[point.verdict]}
          </span>
          <span className="quality-name">{name}</span>
          <span className="quality-verdict">{t(`quality.verdicts.${point.verdict}`)}</span>
          <span className="quality-measure">{measureInWords(point)}</span>
        </summary>
        <p className="quiet">{t(`quality.about.${point.key}`)}</p>
        <Offenders point={point} plan={plan} onGo={onGo} />
      </details>
    </li>
  );
}

function Offenders({ point, plan, onGo }: Props) {
  const [some, more] = useSome(point.activities, STEP);
  const [links, moreLinks] = useSome(point.links, STEP);
  return (
    <>
      <ul>
        {some.map((each) => (
          <li key={each.activity}>
            <Jump named={each} plan={plan} onGo={onGo} />
          </li>
        ))}
        {links.map((id) => (
          <LinkLine key={id} id={id} plan={plan} onGo={onGo} />
        ))}
      </ul>
      {more}
      {moreLinks}
      {point.offending > point.activities.length + point.links.length && (
        <p className="quiet">{t("quality.firstOnly", { count: point.offending })}</p>
      )}
    </>
  );
}

/** A link by the codes of its ends, each with a way there. */
function LinkLine({ id, plan, onGo }: Pick<PanelProps, "plan" | "onGo"> & { id: number }) {
  const { links, activities } = plan.said;
  const at = links.id.indexOf(id);
  if (at < 0) return null;
  const [from, to] = [links.predecessor[at]!, links.successor[at]!];
  const codeOf = (activity: number) => activities.code[plan.placeOf.get(activity) ?? -1] ?? "";
  return (
    <li>
      <Jump named={{ activity: from, code: codeOf(from), name: "" }} plan={plan} onGo={onGo} /> →{" "}
      <Jump named={{ activity: to, code: codeOf(to), name: "" }} plan={plan} onGo={onGo} />{" "}
      {links.kind[at]?.toUpperCase()}
    </li>
  );
}
