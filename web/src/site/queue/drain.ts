/**
 * Sends what waits, one thing at a time: of what failed least, whatever was begun first. Runs in a
 * page or in the service worker; a lock of the browser lets one of them at it, and goes with its tab.
 */
import { photoChange, photoNote, photosOpen } from "../store/photos";
import { reportKeep, reportsAll } from "../store/reports";
import type { PhotoRecord, Refusal, ReportRecord } from "../store/records";
import { isDue, isFinal, waitOf } from "./backoff";
import { photoSend } from "./sendPhoto";
import { reportNote, reportSend } from "./sendReport";
import { BytesLost } from "./tus";
import { Problem } from "../../shared/api";

/** done: nothing is due · later: due at `at` · sign-in: the session has ended, or is another's. */
export type Outcome = { kind: "done" } | { kind: "later"; at: number } | { kind: "sign-in" };

export interface Sender {
  /** Whose things may be sent: the person who is signed in, as the server said. */
  user: string;
  /** Is the session still the one that the server said it of? */
  isStill: () => boolean;
  csrf: () => string;
  /** How far the phone's clock is before the server's (ms). */
  aheadMs: number;
}

type Item = { photo: PhotoRecord } | { report: ReportRecord };

const LOCK = "topout-drain";

/** Send until nothing is due; null where another tab is at it. */
export async function drain(sender: Sender): Promise<Outcome | null> {
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) =>
    lock ? drained(sender) : Promise.resolve(null),
  );
}

async function drained(sender: Sender): Promise<Outcome> {
  await leftWaits();
  for (;;) {
    const waiting = await waitingOf(sender.user);
    if (!waiting.length) return { kind: "done" };
    const due = nextOf(waiting, Date.now());
    if (!sender.isStill()) return { kind: "sign-in" };
    if (!due) return { kind: "later", at: Math.min(...waiting.map((each) => recordOf(each).nextAt)) };
    const end = await sent(due, sender);
    if (end) return end;
  }
}

/** What a killed browser left as being sent, whosever it is: we hold the lock, nobody sends it. */
async function leftWaits(): Promise<void> {
  const isLeft = ({ state }: { state: string }) => state === "sending";
  for (const report of (await reportsAll()).filter(isLeft))
    await reportNote({ ...report, state: "waiting" });
  for (const { id } of (await photosOpen()).filter(isLeft))
    await photoNote(id, { state: "waiting" });
}

/** What is sent next; a phone too full to note more may have it as being sent still. */
async function waitingOf(user: string): Promise<Item[]> {
  const mine = (each: { user: string; state: string }) =>
    each.user === user && (each.state === "waiting" || each.state === "sending");
  const reports = (await reportsAll()).filter(mine).sort(byTime("madeAt"));
  const photos = (await photosOpen())
    .filter((photo) => photo.user === user)
    .sort(byTime("capturedAt"));
  return [...reports.map((report) => ({ report })), ...photos.map((photo) => ({ photo }))];
}

/** What failed least goes first: one that always fails must not be in the way of the others. */
function nextOf(waiting: readonly Item[], now: number): Item | undefined {
  return waiting
    .filter((item) => isDue(recordOf(item).nextAt, now))
    .sort((one, other) => recordOf(one).failures - recordOf(other).failures)[0];
}

/** Somebody asks for it: what failed lately is not waited for. */
export async function hurry(user: string): Promise<void> {
  for (const item of await waitingOf(user))
    await ("photo" in item
      ? photoChange(item.photo.id, { nextAt: 0 })
      : reportKeep({ ...item.report, nextAt: 0 }));
}

const byTime =
  <Name extends string>(name: Name) =>
  (one: Record<Name, string>, other: Record<Name, string>): number =>
    one[name].localeCompare(other[name]);

function recordOf(item: Item): PhotoRecord | ReportRecord {
  return "photo" in item ? item.photo : item.report;
}

/** Try one; an outcome where the rest had better not be tried now. */
async function sent(item: Item, sender: Sender): Promise<Outcome | null> {
  try {
    await ("photo" in item ? photoSend(item.photo, sender) : reportSend(item.report, sender));
    return null;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) {
      await put(item, { state: "waiting" });
      return { kind: "sign-in" };
    }
    const failure = failureOf(error, recordOf(item));
    await put(item, failure);
    // who asks for time asks it for all that waits
    const asksForTime = error instanceof Problem && error.waitMs > 0 && failure.nextAt;
    return asksForTime ? { kind: "later", at: asksForTime } : null;
  }
}

type Failure = Partial<Pick<PhotoRecord, "failures" | "nextAt" | "refusal">> & {
  state: "waiting" | "refused";
};

/** What to write down of a failure: refused for good, or when to try again and why it failed. */
export function failureOf(error: unknown, { failures }: { failures: number }): Failure {
  const refusal = refusalOf(error);
  const isOver = error instanceof BytesLost || (error instanceof Problem && isFinal(error));
  if (isOver) return { state: "refused", refusal };
  const count = failures + 1;
  const asked = error instanceof Problem ? error.waitMs : 0;
  return { state: "waiting", failures: count, nextAt: Date.now() + waitOf(count, asked), refusal };
}

function refusalOf(error: unknown): Refusal {
  const bare = { detail: "", requestId: "" };
  if (error instanceof BytesLost) return { ...bare, code: "bytes_lost" };
  if (!(error instanceof Problem)) return { ...bare, code: "no_answer" };
  const { code, status, detail, requestId, errors } = error;
  // a proxy on the way answers without words of its own
  const isOurs = detail !== "" || errors.length > 0;
  return { code: isOurs ? code : `http_${status}`, detail: isOurs ? error.inWords : "", requestId };
}

async function put(item: Item, values: Failure): Promise<void> {
  if ("report" in item) return reportKeep({ ...item.report, ...values });
  // a photo that is safe stays safe, whatever becomes of its marks
  const { state, ...rest } = values;
  const isSafe = item.photo.state === "safe";
  const given = state === "refused" ? { undrawn: undefined } : {};
  await photoChange(item.photo.id, isSafe ? { ...rest, ...given } : values);
}
