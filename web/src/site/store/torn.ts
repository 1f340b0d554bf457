/** What a torn database still has: bytes without a record, and records that make no sense. */
import { changed } from "./changes";
import { database } from "./database";
import { bytesOf } from "./photos";
import { isPhoto, isReport } from "./whole";

export interface Torn {
  store: "photos" | "bytes" | "reports";
  id: string;
  /** What its file is called when its owner saves it. */
  file: string;
}

/** Everything that is on the phone and that no list shows. */
export async function tornAll(): Promise<Torn[]> {
  const db = await database();
  const [photos, reports, bytes] = await Promise.all([
    db.getAll("photos"),
    db.getAll("reports"),
    db.getAllKeys("bytes"),
  ]);
  const known = new Set(photos.map(({ id }) => id));
  const orphans = bytes.filter((id) => !known.has(id));
  return [
    ...photos.filter((each) => !isPhoto(each)).map(({ id, name }) => tornOf("photos", id, name)),
    ...orphans.map((id) => tornOf("bytes", id, undefined)),
    ...reports.filter((each) => !isReport(each)).map(({ id }) => tornOf("reports", id, undefined)),
  ];
}

/** All bytes of photos, whatever the records say: for when nothing else can be shown. */
export async function bytesAll(): Promise<Torn[]> {
  const ids = await (await database()).getAllKeys("bytes");
  return ids.map((id) => tornOf("bytes", id, undefined));
}

function tornOf(store: Torn["store"], id: string, name: unknown): Torn {
  const own = typeof name === "string" ? name : "";
  return { store, id, file: own || `${id}.${store === "reports" ? "json" : "jpg"}` };
}

/** The photo itself, or what is left of a record in letters. */
export async function tornBytes({ store, id }: Torn): Promise<Blob> {
  const bytes = store === "reports" ? undefined : await bytesOf(id);
  if (bytes) return bytes;
  const record = await (await database()).get(store, id);
  return new Blob([JSON.stringify(record, null, 2)], { type: "application/json" });
}

export async function tornRemove({ store, id }: Torn): Promise<void> {
  const both = (await database()).transaction([store, "bytes"], "readwrite");
  await both.objectStore(store).delete(id);
  if (store === "photos") await both.objectStore("bytes").delete(id);
  await both.done;
  changed();
}
