/** Better or worse than a week ago, in words. */
import { dayInWords } from "../shared/dates";
import { language, t } from "../shared/i18n";
import type { Trend } from "../shared/portfolio";

const DAY_MS = 86_400_000;

export const ARROWS: Record<Trend["direction"], string> = {
  better: "↑",
  worse: "↓",
  mixed: "↕",
  same: "→",
  unknown: "",
};

/** `+6 d in 7 days` where the forecast moved. */
export function slipOf({ slip_days: slip, since }: Trend, today: string): string {
  if (!slip) return "";
  const count = slip > 0 ? `+${slip}` : `−${-slip}`;
  return t("trend.slip", { count, days: daysBetween(since, today) });
}

export function directionOf({ direction, since }: Trend, today: string): string {
  return t(`trend.${direction}`, { days: daysBetween(since, today) });
}

export function lightsOf({ light_then: then, light_now: now }: Trend): string {
  if (then === null) return t("trend.noLight");
  return `${t(`lights.${then}`)} → ${t(`lights.${now}`)}`;
}

export function finishesOf({ forecast_then: then, forecast_now: now }: Trend, today: string): string {
  if (now === null) return t("trend.notComputed");
  const before = then === null ? t("trend.noForecast") : dayInWords(then, language(), today);
  return `${before} → ${dayInWords(now, language(), today)}`;
}

/** How far the past is known: what it is replayed with although it was written since. */
export function knownOf({ changed_since: changed, light_then: then }: Trend): string {
  if (then === null) return "";
  if (changed.length === 0) return t("trend.exact");
  const what = changed.map((source) => t(`trend.sources.${source}`));
  return t("trend.changed", { what: what.join(language() === "en" ? ", " : "、") });
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
