/** How wrong the phone's clock is: it goes with every photo, and evidence is judged by it. */
import { t } from "../../shared/i18n";

/** What clocks of phones differ by without anybody having set them; the server grades by the same. */
const AGREE_MS = 5 * 60_000;

/** Milliseconds by which the phone is ahead (negative: behind), the way there and back halved. */
export function aheadOf({ as_of }: { as_of: string }, asked: number, answered: number): number {
  return (asked + answered) / 2 - Date.parse(as_of);
}

export function isWrong(aheadMs: number | null): aheadMs is number {
  return aheadMs !== null && Math.abs(aheadMs) > AGREE_MS;
}

/** Longer than this no phone keeps a report; the server takes nothing older. */
const KEPT_MS = 365 * 86_400_000;

/**
 * When something was made, by the server's clock, in ISO 8601; empty where the phone's clock was
 * set in between and says what cannot be.
 */
export function observedOf(madeAt: string, aheadMs: number, now: number): string {
  const wrong = isWrong(aheadMs) ? aheadMs : 0;
  const made = Date.parse(madeAt) - wrong;
  const age = now - wrong - made;
  return age < -AGREE_MS || age > KEPT_MS ? "" : new Date(made).toISOString();
}

const UNITS = [
  ["days", 86_400_000],
  ["hours", 3_600_000],
  ["minutes", 60_000],
] as const;

/** "365 days": the largest unit of which there are two. */
export function spanInWords(ms: number): string {
  const [unit, length] = UNITS.find(([, each]) => Math.abs(ms) >= 2 * each) ?? UNITS[2];
  return t(`site.span.${unit}`, { count: Math.round(Math.abs(ms) / length) });
}
