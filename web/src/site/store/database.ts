/** The phone's own database. Every write is awaited to the end of its transaction. */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import type { components } from "../../shared/schema";
import type { BytesRecord, PhotoRecord, ReportRecord } from "./records";
import { storeTroubleSet } from "./trouble";

export type Sheet = components["schemas"]["Site"];

export interface SiteSchema extends DBSchema {
  photos: { key: string; value: PhotoRecord; indexes: { state: string; undrawn: number } };
  bytes: { key: string; value: BytesRecord };
  reports: { key: string; value: ReportRecord; indexes: { state: string } };
  sheets: { key: string; value: Sheet };
}

export type SiteDatabase = IDBPDatabase<SiteSchema>;

const NAME = "topout-site";
const KEYS = { photos: "id", bytes: "id", reports: "id", sheets: "user" } as const;
const INDEXES = { photos: ["state", "undrawn"], bytes: [], reports: ["state"], sheets: [] } as const;
const STORES = Object.keys(KEYS) as StoreNames<SiteSchema>[];

/** Longer than this it takes only where another tab or program holds the database. */
const PATIENCE_MS = 4_000;

let opened: Promise<SiteDatabase> | null = null;

/** One connection; a browser that closed it (storage cleared, version changed) gets a new one. */
export function database(): Promise<SiteDatabase> {
  opened ??= openPatiently().catch((error: unknown) => {
    opened = null;
    storeTroubleSet({ kind: "closed", why: error instanceof Error ? error.name : String(error) });
    throw error;
  });
  return opened;
}

async function openPatiently(): Promise<SiteDatabase> {
  const hold = setTimeout(() => storeTroubleSet({ kind: "held" }), PATIENCE_MS);
  try {
    const { db, lacked } = await openWhole();
    storeTroubleSet(lacked.length ? { kind: "mended", lacked } : null);
    return db;
  } finally {
    clearTimeout(hold);
  }
}

/**
 * Open whatever version is there, a later page's too, and add what it lacks: a version that is
 * demanded would lock this page out, and a part that is missing would break it.
 */
async function openWhole(): Promise<{ db: SiteDatabase; lacked: string[] }> {
  const db = await openAt(undefined);
  const lacked = STORES.filter((store) => !isWhole(db, store));
  if (!lacked.length) return { db, lacked };
  const next = db.version + 1;
  db.close();
  return { db: await openAt(next), lacked };
}

function openAt(version: number | undefined): Promise<SiteDatabase> {
  return openDB<SiteSchema>(NAME, version, {
    upgrade: (db, _before, _after, transaction) => partsAdd(db, transaction),
    blocked: () => storeTroubleSet({ kind: "held" }),
    // a newer page wants to change the database: make way
    blocking: (_current, _wanted, event) => {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated: () => {
      opened = null;
    },
  });
}

function isWhole(db: SiteDatabase, store: StoreNames<SiteSchema>): boolean {
  if (!db.objectStoreNames.contains(store)) return false;
  const there: readonly string[] = [...db.transaction(store).store.indexNames];
  return INDEXES[store].every((index) => there.includes(index));
}

type Upgrade = IDBPTransaction<SiteSchema, StoreNames<SiteSchema>[], "versionchange">;

function partsAdd(db: SiteDatabase, transaction: Upgrade): void {
  for (const store of STORES) {
    const there = db.objectStoreNames.contains(store)
      ? transaction.objectStore(store)
      : db.createObjectStore(store, { keyPath: KEYS[store] });
    const names: readonly string[] = [...there.indexNames];
    for (const index of INDEXES[store])
      if (!names.includes(index)) (there as unknown as IDBObjectStore).createIndex(index, index);
  }
}

/** Did the phone refuse a write because it has no more room? */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}
