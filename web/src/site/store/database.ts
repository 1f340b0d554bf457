/** The phone's own database. Every write is awaited to the end of its transaction. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { components } from "../../shared/schema";
import type { BytesRecord, PhotoRecord, ReportRecord } from "./records";

export type Sheet = components["schemas"]["Site"];

interface SiteSchema extends DBSchema {
  photos: { key: string; value: PhotoRecord; indexes: { state: string; undrawn: number } };
  bytes: { key: string; value: BytesRecord };
  reports: { key: string; value: ReportRecord; indexes: { state: string } };
  sheets: { key: string; value: Sheet };
}

export type SiteDatabase = IDBPDatabase<SiteSchema>;

const NAME = "topout-site";
const VERSION = 1;

let opened: Promise<SiteDatabase> | null = null;

/** One connection; a browser that closed it (storage cleared, version changed) gets a new one. */
export function database(): Promise<SiteDatabase> {
  opened ??= openDB<SiteSchema>(NAME, VERSION, {
    upgrade(db) {
      const photos = db.createObjectStore("photos", { keyPath: "id" });
      photos.createIndex("state", "state");
      photos.createIndex("undrawn", "undrawn");
      db.createObjectStore("bytes", { keyPath: "id" });
      const reports = db.createObjectStore("reports", { keyPath: "id" });
      reports.createIndex("state", "state");
      db.createObjectStore("sheets", { keyPath: "user" });
    },
    blocking: databaseClose,
    terminated: () => {
      opened = null;
    },
  }).catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** A newer page wants to change the database: make way. */
function databaseClose(): void {
  void opened?.then((db) => db.close());
  opened = null;
}
