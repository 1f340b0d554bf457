/** Resources by name, and how much of one is used when. */
import { language } from "../../../shared/i18n";
import type { components } from "../../../shared/schema";

export type Period = components["schemas"]["UsagePeriod"];

interface Titled {
  resource_code: string | null;
  resource_name: string | null;
  resource_name_en: string | null;
}

/** Its name in the reader's language, else in the other one, else its code. */
export function titleOf(titled: Titled): string {
  const { resource_name: zh, resource_name_en: en, resource_code: code } = titled;
  const [first, other] = language() === "en" ? [en, zh] : [zh, en];
  return first || other || code || "";
}

/** Shares of a picture one high: what is used, and what there is. */
export function heightsOf(periods: readonly Period[]): { used: number; limit: number }[] {
  const most = Math.max(1, ...periods.map(({ peak, capacity }) => Math.max(peak, capacity)));
  return periods.map(({ peak, capacity }) => ({ used: peak / most, limit: capacity / most }));
}
