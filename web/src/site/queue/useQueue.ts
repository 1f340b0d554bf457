/** The queue for the pages, and what makes it move: opening, a signal, a look, the clock. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { onChange } from "../store/changes";
import { photosAll } from "../store/photos";
import { reportsAll } from "../store/reports";
import type { PhotoRecord, ReportRecord } from "../store/records";
import { type Torn, tornAll } from "../store/torn";
import { onWake } from "../sync/wake";
import { drain, hurry, type Sender } from "./drain";

export interface Queue {
  photos: readonly PhotoRecord[];
  reports: readonly ReportRecord[];
  torn: readonly Torn[];
  isLoaded: boolean;
}

let queue: Queue = { photos: [], reports: [], torn: [], isLoaded: false };
const lookers = new Set<() => void>();

let isLoading = false;
let isStale = false;

const READ_EVERY_MS = 150;

/** The records that say the same are the same objects: five hundred tiles are not drawn for one. */
function sameKept(before: readonly PhotoRecord[], now: readonly PhotoRecord[]): PhotoRecord[] {
  const known = new Map(before.map((photo) => [photo.id, photo]));
  return now.map((photo) => {
    const old = known.get(photo.id);
    return old && JSON.stringify(old) === JSON.stringify(photo) ? old : photo;
  });
}

/** Read all again; changes that come meanwhile are read together. */
async function load(): Promise<void> {
  isStale = true;
  if (isLoading) return;
  isLoading = true;
  try {
    while (isStale) {
      isStale = false;
      const [photos, reports, torn] = await Promise.all([photosAll(), reportsAll(), tornAll()]);
      queue = { photos: sameKept(queue.photos, photos), reports, torn, isLoaded: true };
      for (const look of lookers) look();
      // a photo on its way changes several times a second, and each time all are read
      await new Promise((resolve) => setTimeout(resolve, READ_EVERY_MS));
    }
  } catch {
    // what is wrong with the phone's store is said by whoever opens it (store/trouble.ts)
  } finally {
    isLoading = false;
  }
}

function subscribe(look: () => void): () => void {
  lookers.add(look);
  const stop = onChange(() => void load());
  if (!queue.isLoaded) void load();
  return () => {
    lookers.delete(look);
    stop();
  };
}

export function useQueue(): Queue {
  return useSyncExternalStore(subscribe, () => queue);
}

/** With another tab at it, or after an error of ours, look again so much later. */
const AGAIN_MS = 5_000;
/** The server may have refused the session for a moment only. */
const ASK_AGAIN_MS = 60_000;

export interface PageSender extends Sender {
  session: string;
}

/** Send while the page is open; says whether the session has ended. `null`: nobody is signed in. */
export function useDraining(sender: PageSender | null): { signedOut: boolean; drainNow: () => void } {
  const [signedOut, setSignedOut] = useState(false);
  const [asked, setAsked] = useState(0);
  const { photos, reports } = useQueue();
  // one that is sent and comes back is not new
  const open = [...photos, ...reports].filter(
    ({ state }) => state === "waiting" || state === "sending",
  ).length;
  const { user = "", session = "" } = sender ?? {};
  useEffect(() => {
    if (!sender || !user) return;
    let timer = 0;
    let isOver = false;
    const run = async () => {
      window.clearTimeout(timer);
      // without a network every try would only put off the next; its return wakes us
      if (!navigator.onLine) return;
      const outcome = await drain(sender).catch(() => null);
      if (isOver) return;
      setSignedOut(outcome?.kind === "sign-in");
      if (outcome?.kind === "later") timer = window.setTimeout(run, outcome.at - Date.now());
      if (outcome === null) timer = window.setTimeout(run, AGAIN_MS);
      if (outcome?.kind === "sign-in") timer = window.setTimeout(run, ASK_AGAIN_MS);
    };
    void run();
    const rest = onWake(() => void run());
    return () => {
      isOver = true;
      window.clearTimeout(timer);
      rest();
    };
    // what is new to be sent starts it anew, and so does another session
  }, [user, session, open, asked]);
  const drainNow = () => void hurry(user).then(() => setAsked((count) => count + 1));
  return { signedOut, drainNow };
}
