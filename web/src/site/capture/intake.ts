/** From a file of camera or gallery to a record on the phone: hashed, and small enough to show. */
import { isFull } from "../store/database";
import { photoKeep } from "../store/photos";
import { NEW_PHOTO, type PhotoRecord, type Place, type Position } from "../store/records";

export const BYTES_MOST = 50_000_000;
const TYPES = new Set(["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif"]);
const THUMB_PIXELS = 240;

export type NotTaken = "tooLarge" | "notAPhoto" | "unreadable" | "storageFull" | "notKept";

export interface TakenBy {
  user: string;
  place: Place;
  position: Position | null;
}

/** Keep a photo; returns why it was not, or null. Nothing is kept by half. */
export async function photoTake(file: File, by: TakenBy, now: Date): Promise<NotTaken | null> {
  const type = typeOf(file);
  if (!TYPES.has(type)) return "notAPhoto";
  if (file.size > BYTES_MOST) return "tooLarge";
  let bytes: ArrayBuffer;
  try {
    // a file of the gallery may be gone when it is to be sent: keep a copy of our own
    bytes = await file.arrayBuffer();
  } catch {
    return "unreadable";
  }
  const blob = new Blob([bytes], { type });
  const photo: PhotoRecord = {
    id: crypto.randomUUID(),
    ...by,
    name: file.name,
    type,
    size: blob.size,
    sha256: hexOf(await crypto.subtle.digest("SHA-256", bytes)),
    capturedAt: now.toISOString(),
    capturedLocal: withOffset(now),
    thumb: await thumbOf(blob),
    ...NEW_PHOTO,
  };
  try {
    await photoKeep(photo, blob);
  } catch (error) {
    return isFull(error) ? "storageFull" : "notKept";
  }
  return null;
}

/** Some phones name no type for HEIC. */
export function typeOf({ name, type }: { name: string; type: string }): string {
  if (type) return type === "image/jpg" ? "image/jpeg" : type;
  return /\.hei[cf]$/i.test(name) ? "image/heic" : "";
}

export function hexOf(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** ISO 8601 with the phone's own offset: what its clock showed, and where. */
export function withOffset(moment: Date): string {
  const east = -moment.getTimezoneOffset();
  const pad = (value: number) => String(Math.floor(Math.abs(value))).padStart(2, "0");
  const local = new Date(moment.getTime() + east * 60_000).toISOString().slice(0, -1);
  return `${local}${east < 0 ? "-" : "+"}${pad(east / 60)}:${pad(east % 60)}`;
}

/** Null where the browser cannot decode it (HEIC outside Safari). */
async function thumbOf(blob: Blob): Promise<Blob | null> {
  try {
    const picture = await createImageBitmap(blob);
    const scale = Math.min(1, THUMB_PIXELS / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(
      Math.max(1, Math.round(picture.width * scale)),
      Math.max(1, Math.round(picture.height * scale)),
    );
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return await canvas.convertToBlob({ type: "image/jpeg", quality: 0.75 });
  } catch {
    return null;
  }
}
