/** How often which finish came out; the table below has its dates. */
import { t } from "../../../shared/i18n";
import { type Dates, drawnOf } from "./bins";

// the picture's own units; it is as wide as the panel
const WIDE = 360;
const HIGH = 120;
const ABOVE = 14;

export function Histogram({ dates }: { dates: Dates }) {
  const { bars, marks } = drawnOf(dates);
  return (
    <svg
      className="risk-picture"
      viewBox={`0 0 ${WIDE} ${HIGH + ABOVE}`}
      role="img"
      aria-label={t("risk.picture")}
    >
      {bars.map(({ left, width, height }) => (
        <rect
          key={left}
          className="risk-bar"
          x={left * WIDE}
          width={Math.max(1, width * WIDE - 1)}
          y={ABOVE + (1 - height) * HIGH}
          height={height * HIGH}
        />
      ))}
      {marks.map(({ name, at, label }) => (
        <g key={name} className={`risk-mark risk-mark-${name}`}>
          <line x1={at * WIDE} x2={at * WIDE} y1={ABOVE} y2={HIGH + ABOVE} />
          <text x={at * WIDE} y={ABOVE - 3} textAnchor={at > 0.9 ? "end" : "middle"}>
            {label}
          </text>
        </g>
      ))}
      <line className="risk-ground" x1={0} x2={WIDE} y1={HIGH + ABOVE} y2={HIGH + ABOVE} />
    </svg>
  );
}
