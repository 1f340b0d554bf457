/** One photo to the server: its bytes, and when they are safe the marks on it. */
import { get, write } from "../../shared/api";
import { bytesOf, photoChange, photoNote, photoSafe } from "../store/photos";
import type { PhotoRecord, Receipt } from "../store/records";
import type { Sender } from "./drain";
import { upload } from "./tus";

/** Small on a poor line: what is lost with a cut is at most one of these. */
const CHUNK_BYTES = 256 * 1024;

export function photoSend(photo: PhotoRecord, { csrf }: Sender): Promise<void> {
  return photo.receipt ? shapesSend(photo, photo.receipt, csrf) : bytesSend(photo, csrf);
}

async function bytesSend(photo: PhotoRecord, csrf: () => string): Promise<void> {
  const blob = (await bytesOf(photo.id)) ?? null;
  await photoNote(photo.id, { state: "sending" });
  const receipt = await upload({
    blob,
    size: photo.size,
    url: photo.uploadUrl,
    metadata: metadataOf(photo),
    csrf,
    chunkBytes: CHUNK_BYTES,
    onProgress: (uploadUrl, sent) => {
      // only a step on is a success: what stands where it stood is tried ever more rarely
      const isOn = sent > photo.sent;
      return photoNote(photo.id, { uploadUrl, sent, ...(isOn && { failures: 0, refusal: null }) });
    },
  });
  if (receipt.sha256 !== photo.sha256) throw new Error("The receipt is for other bytes.");
  const undrawn = photo.shapes.length ? 1 : undefined;
  await photoSafe(photo.id, { state: "safe", receipt, undrawn, sent: photo.size, refusal: null });
}

/** What travels with the bytes; empty values stay at home. */
export function metadataOf(photo: PhotoRecord): Record<string, string> {
  const { place, position } = photo;
  const said: Record<string, string | number | null | undefined> = {
    filename: photo.name,
    filetype: photo.type,
    project: place.project,
    building: place.building,
    activity: place.activity,
    client_upload_id: photo.id,
    sha256: photo.sha256,
    captured_at: photo.capturedLocal,
    latitude: position?.latitude,
    longitude: position?.longitude,
    position_accuracy_m: position?.accuracyM,
  };
  return Object.fromEntries(
    Object.entries(said)
      .filter(([, value]) => value !== null && value !== undefined && value !== "")
      .map(([name, value]) => [name, String(value)]),
  );
}

async function shapesSend(photo: PhotoRecord, { photo: id }: Receipt, csrf: () => string) {
  const path = `/api/v1/photos/${id}/`;
  const { version } = await get<{ version: number }>(path);
  await write(path, { method: "PATCH", csrf: csrf(), version, body: { drawing: photo.shapes } });
  await photoChange(photo.id, { undrawn: undefined, refusal: null });
}
