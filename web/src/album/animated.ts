/** Still WebP pictures as one animated WebP, without decoding any of them.
 *
 * A WebP file is RIFF: an animation holds the very same compressed chunks as its stills, each in
 * a frame (https://developers.google.com/speed/webp/docs/riff_container).
 */

interface Still {
  width: number;
  height: number;
  alpha: boolean;
  /** The chunks of the picture, headers included. */
  data: Uint8Array;
}

const PICTURE = new Set(["VP8 ", "VP8L", "ALPH"]);
const HEADER = 8;
const RIFF_HEADER = 12;
const ANIMATED = 0x02;
const WITH_ALPHA = 0x10;
// this frame replaces what is below it, and leaves nothing behind
const REPLACES = 0x03;

function wordAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function sizeOf(kind: string, view: DataView, at: number): [number, number] {
  if (kind === "VP8 ") return [view.getUint16(at + 6, true) & 0x3fff, view.getUint16(at + 8, true) & 0x3fff];
  const bits = view.getUint32(at + 1, true);
  return [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1];
}

/** Throws RangeError for what is no still WebP. */
export function stillOf(bytes: Uint8Array): Still {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (wordAt(bytes, 0) !== "RIFF" || wordAt(bytes, 8) !== "WEBP") throw new RangeError("no WebP");
  const kept: Uint8Array[] = [];
  let [width, height, alpha] = [0, 0, false];
  for (let at = RIFF_HEADER; at + HEADER <= bytes.length; ) {
    const kind = wordAt(bytes, at);
    const length = view.getUint32(at + 4, true);
    const end = at + HEADER + length + (length % 2);
    if (PICTURE.has(kind)) {
      kept.push(bytes.subarray(at, end));
      alpha ||= kind !== "VP8 ";
      if (kind !== "ALPH") [width, height] = sizeOf(kind, view, at + HEADER);
    }
    at = end;
  }
  if (!width || !height) throw new RangeError("no picture in it");
  return { width, height, alpha, data: joined(kept) };
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function chunk(kind: string, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(HEADER);
  head.set([...kind].map((letter) => letter.charCodeAt(0)));
  new DataView(head.buffer).setUint32(4, payload.length, true);
  return joined([head, payload, new Uint8Array(payload.length % 2)]);
}

/** Three bytes, the lowest first. */
function three(value: number): number[] {
  return [value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff];
}

function frame(still: Still, canvas: { width: number; height: number }, shownMs: number): Uint8Array {
  // offsets are told in halves
  const left = (canvas.width - still.width) >> 2;
  const top = (canvas.height - still.height) >> 2;
  const head = [left, top, still.width - 1, still.height - 1, shownMs].flatMap(three);
  return chunk("ANMF", joined([Uint8Array.from([...head, REPLACES]), still.data]));
}

/** One file that shows each still for `shownMs` and begins again; smaller ones stand in the middle.
 *
 * Throws RangeError without stills, and for what is no WebP. */
export function animatedWebp(
  stills: readonly Uint8Array[],
  shownMs: number,
): Uint8Array<ArrayBuffer> {
  const frames = stills.map(stillOf);
  if (frames.length === 0) throw new RangeError("nothing to show");
  const width = Math.max(...frames.map((still) => still.width));
  const height = Math.max(...frames.map((still) => still.height));
  const flags = ANIMATED | (frames.some(({ alpha }) => alpha) ? WITH_ALPHA : 0);
  const body = joined([
    chunk("VP8X", Uint8Array.from([flags, 0, 0, 0, ...three(width - 1), ...three(height - 1)])),
    // black behind it, for ever
    chunk("ANIM", Uint8Array.from([0, 0, 0, 255, 0, 0])),
    ...frames.map((still) => frame(still, { width, height }, shownMs)),
  ]);
  const form = Uint8Array.from([..."WEBP"].map((letter) => letter.charCodeAt(0)));
  return chunk("RIFF", joined([form, body]));
}
