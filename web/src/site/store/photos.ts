/** Photos on the phone: keeping them, changing what is known of them, letting their bytes go. */
import { changed } from "./changes";
import { database } from "./database";
import type { PhotoRecord } from "./records";

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

export async function photosAll(): Promise<PhotoRecord[]> {
  return (await database()).getAll("photos");
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
  return (await Promise.all(found)).flat();
}

export async function bytesOf(id: string): Promise<Blob | undefined> {
  return (await (await database()).get("bytes", id))?.blob;
}

/** Change some columns in one transaction, on top of what another tab has written meanwhile. */
export async function photoChange(id: string, values: Partial<PhotoRecord>): Promise<void> {
  const db = await database();
  const transaction = db.transaction("photos", "readwrite", { durability: "strict" });
  const photo = await transaction.store.get(id);
  if (photo) await transaction.store.put({ ...photo, ...values });
  await transaction.done;
  changed();
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

/** Let the bytes of photos go that the server has a receipt for; returns how many bytes. */
export async function spaceFree(): Promise<number> {
  const db = await database();
  const both = db.transaction(["photos", "bytes"], "readwrite");
  let freed = 0;
  for (const photo of await both.objectStore("photos").getAll()) {
    if (photo.state !== "safe" || !photo.kept) continue;
    await both.objectStore("bytes").delete(photo.id);
    await both.objectStore("photos").put({ ...photo, kept: false });
    freed += photo.size;
  }
  await both.done;
  changed();
  return freed;
}
