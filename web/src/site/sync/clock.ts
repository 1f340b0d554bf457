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
