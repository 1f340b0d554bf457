/** When a failed upload is tried again. */

const FIRST_MS = 2_000;
const LAST_MS = 300_000;

/**
 * Doubles from two seconds to five minutes, spread so that phones do not come all at once.
 * `askedMs`: what the server asks for; it is waited for first, but never longer than five minutes.
 */
export function waitOf(failures: number, askedMs = 0, random: () => number = Math.random): number {
  const whole = Math.min(LAST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(Math.min(LAST_MS, askedMs + whole / 2 + (random() * whole) / 2));
}

/** Is it time? A clock that was set back must not hold a photo for a year. */
export function isDue(nextAt: number, now: number): boolean {
  return nextAt <= now || nextAt > now + LAST_MS;
}

const FINAL = new Set([400, 403, 404, 409, 413, 415, 422]);
/** Refused now and not for ever: another try is on its way, or the page's token is old. */
const PASSING = new Set(["idempotency_in_progress", "csrf_failed"]);

/** Will the server never take this as it is? Everything else is worth another try. */
export function isFinal({ status, code }: { status: number; code: string }): boolean {
  return FINAL.has(status) && !PASSING.has(code);
}
