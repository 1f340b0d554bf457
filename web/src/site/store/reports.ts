/** Reports on the phone: how far something is, or that it is reached. */
import { changed } from "./changes";
import { database } from "./database";
import type { ReportRecord } from "./records";
import { isReport } from "./whole";

export async function reportKeep(report: ReportRecord): Promise<void> {
  const db = await database();
  const transaction = db.transaction("reports", "readwrite", { durability: "strict" });
  await Promise.all([transaction.store.put(report), transaction.done]);
  changed();
}

/** Give to the queue what was filled in and taken: all of it or, on a full phone, nothing. */
export async function submissionKeep(
  report: ReportRecord | null,
  photoIds: readonly string[],
): Promise<void> {
  const db = await database();
  const both = db.transaction(["photos", "reports"], "readwrite", { durability: "strict" });
  const photos = both.objectStore("photos");
  const given = async (id: string) => {
    const photo = await photos.get(id);
    if (photo?.state === "draft") await photos.put({ ...photo, state: "waiting" });
  };
  await Promise.all([
    report && both.objectStore("reports").put(report),
    ...photoIds.map(given),
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
