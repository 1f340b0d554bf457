/** Photos on the phone: keeping them, changing what is known of them, letting their bytes go. */
import { changed } from "./changes";
import { database, isFull } from "./database";
import type { PhotoRecord } from "./records";
import { isPhoto } from "./whole";

/** Keep a photo with its bytes; when this returns they survive a dead battery. */
export async function photoKeep(photo: PhotoRecord, blob: Blob): Promise<void> {
  const db = await database();
  const both = db.transaction(["photos", "bytes"], "readwrite", { durability: "strict" });
  await Promise.all([
    both.objectStore("bytes").put({ id: photo.id, blob }),
    both.objectStore("photos").put(photo),
    both.done,
  ]);
  changed();
}

/** Those that are whole; `torn.ts` has the others. */
export async function photosAll(): Promise<PhotoRecord[]> {
  return (await (await database()).getAll("photos")).filter(isPhoto);
}

/** What is still to be sent: bytes, or marks. However many are safe, only these are read. */
export async function photosOpen(): Promise<PhotoRecord[]> {
  const { store } = (await database()).transaction("photos");
  const state = store.index("state");
  const found = [
    state.getAll("waiting"),
    state.getAll("sending"),
    store.index("undrawn").getAll(),
  ];
  return (await Promise.all(found)).flat().filter(isPhoto);
}

export async function bytesOf(id: string): Promise<Blob | undefined> {
  return (await (await database()).get("bytes", id))?.blob;
}

/** Change some columns in one transaction, on top of what another tab has written meanwhile. */
export async function photoChange(id: string, values: Partial<PhotoRecord>): Promise<void> {
  const db = await database();
  const transaction = db.transaction("photos", "readwrite", { durability: "strict" });
  const photo = await transaction.store.get(id);
  await Promise.all([photo && transaction.store.put({ ...photo, ...values }), transaction.done]);
  changed();
}

/** Note how far it is; a phone without room for the note sends all the same. */
export async function photoNote(id: string, values: Partial<PhotoRecord>): Promise<void> {
  await photoChange(id, values).catch((error: unknown) => {
    if (!isFull(error)) throw error;
  });
}

/** The receipt has come. A phone too full to write it down lets the photo's own bytes go for it. */
export async function photoSafe(id: string, values: Partial<PhotoRecord>): Promise<void> {
  try {
    await photoChange(id, values);
  } catch (error) {
    if (!isFull(error)) throw error;
    await bytesDrop([id]);
    await photoChange(id, { ...values, kept: false });
  }
}

/** Take a photo away that was never sent: its owner said so. */
export async function draftRemove(id: string): Promise<void> {
  const db = await database();
  const both = db.transaction(["photos", "bytes"], "readwrite");
  const photo = await both.objectStore("photos").get(id);
  if (photo?.state === "draft" || photo?.state === "refused") {
    await both.objectStore("photos").delete(id);
    await both.objectStore("bytes").delete(id);
  }
  await both.done;
  changed();
}

/** Let the bytes of photos go that the server has a receipt for. */
export async function spaceFree(): Promise<void> {
  const safe = (await photosAll()).filter(({ state, kept }) => state === "safe" && kept);
  // deleting alone first: a full phone refuses every transaction that writes
  await bytesDrop(safe.map(({ id }) => id));
  const transaction = (await database()).transaction("photos", "readwrite");
  const gone = safe.map((photo) => transaction.store.put({ ...photo, kept: false }));
  await Promise.all([...gone, transaction.done]);
  changed();
}

async function bytesDrop(ids: readonly string[]): Promise<void> {
  const transaction = (await database()).transaction("bytes", "readwrite");
  await Promise.all([...ids.map((id) => transaction.store.delete(id)), transaction.done]);
}
