/** Reports on the phone: how far something is, or that it is reached. */
import { changed } from "./changes";
import { database } from "./database";
import type { ReportRecord } from "./records";
import { isPhoto, isReport } from "./whole";

export async function reportKeep(report: ReportRecord): Promise<void> {
  const db = await database();
  const transaction = db.transaction("reports", "readwrite", { durability: "strict" });
  await Promise.all([transaction.store.put(report), transaction.done]);
  changed();
}

/**
 * Give to the queue what was filled in and all photos taken for it, or, on a full phone, nothing.
 * The photos are those of the store: a page may not yet show the last one that was taken.
 */
export async function submissionKeep(
  report: ReportRecord | null,
  activity: number | null,
): Promise<void> {
  const db = await database();
  const both = db.transaction(["photos", "reports"], "readwrite", { durability: "strict" });
  const photos = both.objectStore("photos");
  const drafts = (await photos.index("state").getAll("draft")).filter(isPhoto);
  const taken = drafts.filter(({ place }) => place.activity === activity);
  await Promise.all([
    report && both.objectStore("reports").put(report),
    ...taken.map((photo) => photos.put({ ...photo, state: "waiting" })),
    both.done,
  ]);
  changed();
}

/** Those that are whole; `torn.ts` has the others. */
export async function reportsAll(): Promise<ReportRecord[]> {
  return (await (await database()).getAll("reports")).filter(isReport);
}

export async function reportRemove(id: string): Promise<void> {
  await (await database()).delete("reports", id);
  changed();
}
