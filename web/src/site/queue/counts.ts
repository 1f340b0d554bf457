/** "4 waiting · 2 sending · 31 safe". */
import type { PhotoRecord, ReportRecord } from "../store/records";

export interface Counts {
  draft: number;
  waiting: number;
  sending: number;
  safe: number;
  refused: number;
}

export function countsOf(photos: readonly PhotoRecord[], reports: readonly ReportRecord[]): Counts {
  const counts = { draft: 0, waiting: 0, sending: 0, safe: 0, refused: 0 };
  for (const { state } of [...photos, ...reports]) counts[state] += 1;
  return counts;
}
