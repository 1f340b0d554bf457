/** From a filled-in page to the queue. */
import type { Said } from "../pages/ProgressFields";
import { submissionKeep } from "../store/reports";
import type { Place, ReportRecord } from "../store/records";

interface Submission {
  user: string;
  place: Place;
  /** Null where only photos were taken. */
  said: Said | null;
  now: Date;
}

export async function reportSubmit({ user, place, said, now }: Submission): Promise<void> {
  const report = said && reportOf(user, place, said, now);
  await submissionKeep(report, place.activity);
}

/** A claim says that it is reached, and no percentage beside that. */
export function reportOf(user: string, place: Place, said: Said, now: Date): ReportRecord {
  return {
    id: crypto.randomUUID(),
    user,
    place,
    kind: said.claim ? "claim" : "progress",
    percent: said.claim ? null : said.percent,
    note: said.note.trim(),
    madeAt: now.toISOString(),
    state: "waiting",
    failures: 0,
    nextAt: 0,
    refusal: null,
  };
}
