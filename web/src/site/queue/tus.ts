/**
 * The tus 1.0 protocol over fetch, with a checksum for every chunk, in a page and in a service
 * worker alike. Every state the network can leave behind is one that the next call goes on from.
 */
import type { Receipt } from "../store/records";
import { problemOf } from "../../shared/api";

const VERSION = { "Tus-Resumable": "1.0.0" };

export interface Upload {
  /** Null where the phone has lost it: then only a receipt for it is asked for. */
  blob: Blob | null;
  size: number;
  /** Where it was begun; empty for a new one. */
  url: string;
  metadata: Record<string, string>;
  csrf: () => string;
  chunkBytes: number;
  /** Called with the address and the bytes that the server has on its disk. */
  onProgress: (url: string, offset: number) => Promise<void>;
}

/** The phone has no longer what it kept. */
export class BytesLost extends Error {}

/** The server forgot the upload (it expired, or was ended): begin anew. */
class Gone extends Error {}

/** Send what is missing and return the receipt; throws what the server or the network says. */
export async function upload(asked: Upload): Promise<Receipt> {
  try {
    return await once(asked);
  } catch (error) {
    if (!(error instanceof Gone) || !asked.url) throw error;
    return once({ ...asked, url: "" });
  }
}

async function once(asked: Upload): Promise<Receipt> {
  let { url } = asked;
  const begun = url ? await head(url) : await create(asked);
  url ||= addressOf(begun);
  let offset = offsetOf(begun);
  let receipt = receiptOf(begun);
  await asked.onProgress(url, offset);
  while (!receipt) {
    if (!asked.blob) throw new BytesLost();
    const answer = await patch(url, offset, { ...asked, blob: asked.blob });
    offset = offsetOf(answer);
    receipt = receiptOf(answer);
    await asked.onProgress(url, offset);
    if (!receipt && offset >= asked.size) receipt = receiptOf(await head(url));
    if (!receipt && offset >= asked.size) throw new Error("No receipt came.");
  }
  return receipt;
}

function create({ size, metadata, csrf }: Upload): Promise<Response> {
  return send("/api/v1/uploads/", "POST", {
    "Upload-Length": String(size),
    "Upload-Metadata": Object.entries(metadata)
      .map(([name, value]) => `${name} ${base64(new TextEncoder().encode(value))}`)
      .join(","),
    "X-CSRFToken": csrf(),
  });
}

function head(url: string): Promise<Response> {
  return send(url, "HEAD", {});
}

async function patch(
  url: string,
  offset: number,
  asked: Upload & { blob: Blob },
): Promise<Response> {
  const part = asked.blob.slice(offset, offset + asked.chunkBytes);
  const chunk = await part.arrayBuffer().catch(() => {
    throw new BytesLost();
  });
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", chunk));
  return send(
    url,
    "PATCH",
    {
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": String(offset),
      "Upload-Checksum": `sha256 ${base64(digest)}`,
      "X-CSRFToken": asked.csrf(),
    },
    chunk,
  );
}

async function send(
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: ArrayBuffer,
): Promise<Response> {
  const answer = await fetch(url, {
    method,
    headers: { Accept: "application/json", ...VERSION, ...headers },
    ...(body ? { body } : {}),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  // an upload's own 404 is one that somebody ended, or that another session began
  if (answer.status === 410 || (answer.status === 404 && method !== "POST")) throw new Gone();
  // somebody else sent a part: the answer says how far it is now
  if (answer.status === 409 && answer.headers.has("Upload-Offset")) return answer;
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

/** A line that stalls for so long is given up; what arrived stays. */
const TIMEOUT_MS = 90_000;

function addressOf(answer: Response): string {
  const location = answer.headers.get("Location");
  if (!location) throw new Error("The server named no address for the upload.");
  const { pathname } = new URL(location, self.location.href);
  return pathname;
}

function offsetOf(answer: Response): number {
  return Number(answer.headers.get("Upload-Offset") ?? 0);
}

function receiptOf(answer: Response): Receipt | null {
  const photo = answer.headers.get("Topout-Photo");
  if (!photo) return null;
  return {
    photo: Number(photo),
    sha256: answer.headers.get("Topout-Sha256") ?? "",
    stored_at: answer.headers.get("Topout-Stored-At") ?? "",
  };
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
