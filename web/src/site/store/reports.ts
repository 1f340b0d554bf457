/** Reports on the phone: how far something is, or that it is reached. */
import { changed } from "./changes";
import { database } from "./database";
import type { ReportRecord } from "./records";

export async function reportKeep(report: ReportRecord): Promise<void> {
  const db = await database();
  const transaction = db.transaction("reports", "readwrite", { durability: "strict" });
  await transaction.store.put(report);
  await transaction.done;
  changed();
}

export async function reportsAll(): Promise<ReportRecord[]> {
  return (await database()).getAll("reports");
}

export async function reportRemove(id: string): Promise<void> {
  await (await database()).delete("reports", id);
  changed();
}
