/** What the phone keeps. Nothing here goes before the server's receipt for it has come. */

/** draft: not sent yet by its owner · refused: the server will never take it as it is. */
export type PhotoState = "draft" | "waiting" | "sending" | "safe" | "refused";

/** What the server said when it had the photo on its disk. */
export interface Receipt {
  photo: number;
  sha256: string;
  stored_at: string;
}

export interface Refusal {
  code: string;
  detail: string;
  requestId: string;
}

export interface Position {
  latitude: number;
  longitude: number;
  accuracyM: number;
}

/** A mark on a photo; positions and sizes are shares of the picture's width and height. */
export interface Shape {
  kind: "arrow" | "box" | "text";
  from: [number, number];
  to: [number, number];
  text?: string;
}

export interface Place {
  project: number;
  building: number | null;
  activity: number | null;
  /** In words, for the time when the sheet no longer has it. */
  label: string;
}

export interface PhotoRecord {
  /** The upload's UUID, made here: it is what keeps a photo from being stored twice. */
  id: string;
  /** Who took it; a phone passes from hand to hand, and nobody sends in another's name. */
  user: string;
  place: Place;
  name: string;
  type: string;
  size: number;
  sha256: string;
  /** UTC, by the phone's clock, when the picture was chosen. */
  capturedAt: string;
  /** With the offset of the phone's zone. */
  capturedLocal: string;
  position: Position | null;
  thumb: Blob | null;
  shapes: Shape[];
  state: PhotoState;
  /** How many tries failed since it last went well, and when the next may be (ms since 1970). */
  failures: number;
  nextAt: number;
  /** The address of the upload that was begun, and how far it is. */
  uploadUrl: string;
  sent: number;
  receipt: Receipt | null;
  refusal: Refusal | null;
  /** There once the bytes are safe and the marks are not; an index finds who has it. */
  undrawn?: 1 | undefined;
  /** Are the bytes still on the phone? */
  kept: boolean;
}

/** What every photo begins with. */
export const NEW_PHOTO = {
  shapes: [],
  state: "draft",
  failures: 0,
  nextAt: 0,
  uploadUrl: "",
  sent: 0,
  receipt: null,
  refusal: null,
  kept: true,
} satisfies Partial<PhotoRecord>;

export type ReportState = "waiting" | "sending" | "safe" | "refused";

export interface ReportRecord {
  /** The Idempotency-Key: the server writes it once, however often it is sent. */
  id: string;
  user: string;
  place: Place;
  kind: "progress" | "claim";
  percent: number | null;
  note: string;
  /** UTC, by the phone's clock, when it was submitted. */
  madeAt: string;
  /** When that was by the server's clock; settled with the first try, empty where nobody knows. */
  observedAt?: string;
  state: ReportState;
  failures: number;
  nextAt: number;
  refusal: Refusal | null;
}

export interface BytesRecord {
  id: string;
  blob: Blob;
}
