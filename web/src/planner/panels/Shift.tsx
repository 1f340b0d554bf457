/** How many days later or earlier: `+6 d` in red, `−2 d`. */
import { t } from "../../shared/i18n";
import { figure } from "../grid/columns";

export function shiftInWords(days: number): string {
  return t("gantt.days", { count: (days > 0 ? "+" : "") + figure(days) });
}

export function Shift({ days }: { days: number }) {
  return <span className={days > 0 ? "panel-late" : ""}>{shiftInWords(days)}</span>;
}
