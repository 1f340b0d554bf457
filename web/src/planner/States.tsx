/** What is said in the place of bars, or above them. */
import type { ReactNode } from "react";
import { t } from "../shared/i18n";

export function Nothing({ empty, children }: { empty: boolean; children?: ReactNode }) {
  return (
    <div className="gantt-nothing" role="status">
      <p>{t(empty ? "gantt.empty" : "gantt.nothingFound")}</p>
      {empty && <p className="quiet">{t("gantt.emptyHint")}</p>}
      {empty && children}
    </div>
  );
}

export function Problem({ code }: { code: string | null }) {
  return code ? (
    <p className="banner" role="status">
      {t("gantt.problem", { code })}
    </p>
  ) : null;
}

export function Legend() {
  return (
    <details className="gantt-legend">
      <summary>{t("gantt.legend")}</summary>
      <p>{t("gantt.legendBody")}</p>
    </details>
  );
}
