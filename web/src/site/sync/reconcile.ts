/** The phone's list against the server's: did everything arrive? */
import { post } from "../../shared/api";
import { photoChange } from "../store/photos";
import type { PhotoRecord } from "../store/records";

export interface Reconciled {
  /** Photos that the server has under the hash that the phone took. */
  arrived: number;
  all: number;
  /** Those it has not, or not whole. */
  missing: PhotoRecord[];
}

interface Manifest {
  items: { sha256: string; state: "stored" | "receiving" | "missing" }[];
}

/** As many as the server looks up at once. */
const LINES_MOST = 500;

/** Ask about every photo that was given to be sent. */
export async function reconcile(
  photos: readonly PhotoRecord[],
  csrf: string,
): Promise<Reconciled> {
  const given = photos.filter(({ state }) => state !== "draft");
  const missing: PhotoRecord[] = [];
  for (const batch of batchesOf(given)) {
    const asked = batch.map(({ id, sha256 }) => ({ client_upload_id: id, sha256 }));
    const body = { project: batch[0]?.place.project, items: asked };
    const said = await post<Manifest>("/api/v1/photos/manifest/", body, csrf);
    const stored = new Set(
      said.items.filter(({ state }) => state === "stored").map((item) => item.sha256),
    );
    missing.push(...batch.filter(({ sha256 }) => !stored.has(sha256)));
  }
  return { arrived: given.length - missing.length, all: given.length, missing };
}

/** Send those again that the server has not after all, and whose bytes are still here. */
export async function missingSend(missing: readonly PhotoRecord[]): Promise<void> {
  for (const { id } of missing.filter(({ state, kept }) => state === "safe" && kept)) {
    const anew = { state: "waiting", receipt: null, uploadUrl: "", sent: 0, nextAt: 0 } as const;
    await photoChange(id, anew);
  }
}

/** By project, at most so many at once. */
export function batchesOf(photos: readonly PhotoRecord[]): PhotoRecord[][] {
  const byProject = new Map<number, PhotoRecord[]>();
  for (const photo of photos) {
    const those = byProject.get(photo.place.project) ?? [];
    byProject.set(photo.place.project, [...those, photo]);
  }
  return [...byProject.values()].flatMap((those) =>
    Array.from({ length: Math.ceil(those.length / LINES_MOST) }, (_, batch) =>
      those.slice(batch * LINES_MOST, (batch + 1) * LINES_MOST),
    ),
  );
}
