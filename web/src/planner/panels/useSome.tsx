/** The first rows of a long list, and a button for more of them. */
import { type ReactNode, useState } from "react";
import { t } from "../../shared/i18n";

export function useSome<Row>(rows: readonly Row[], step: number): [readonly Row[], ReactNode] {
  const [shown, setShown] = useState(step);
  const rest = rows.length - shown;
  return [
    rows.slice(0, shown),
    rest > 0 ? (
      <button type="button" className="gantt-chip" onClick={() => setShown(shown + step)}>
        {t("gantt.more", { count: rest })}
      </button>
    ) : null,
  ];
}
