/** A point's measure and its limit, as people write them. */
import type { components } from "../../../shared/schema";

export type QualityPoint = components["schemas"]["QualityPoint"];

// indices and what must not be there at all are numbers, the others shares of a whole
const INDICES: ReadonlySet<string> = new Set(["cpli", "bei"]);

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** `11.8 % ≤ 5 %` with the sign of what is asked; an index as a number. */
export function measureInWords(point: QualityPoint): string {
  if (point.share === null) return "";
  const say = INDICES.has(point.key) ? (share: number) => share.toFixed(2) : percent;
  const sign = holds(point) ? (point.at_least ? "≥" : "≤") : point.at_least ? "<" : ">";
  return `${say(point.share)} ${sign} ${say(point.threshold)}`;
}

function holds({ share, threshold, at_least }: QualityPoint): boolean {
  return at_least ? share! >= threshold : share! <= threshold;
}
