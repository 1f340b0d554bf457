/** The queue for the pages, and what makes it move: opening, a signal, a look, the clock. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { onChange } from "../store/changes";
import { photosAll } from "../store/photos";
import { reportsAll } from "../store/reports";
import type { PhotoRecord, ReportRecord } from "../store/records";
import { onWake } from "../sync/wake";
import { drain, type Sender } from "./drain";

export interface Queue {
  photos: readonly PhotoRecord[];
  reports: readonly ReportRecord[];
  isLoaded: boolean;
}

let queue: Queue = { photos: [], reports: [], isLoaded: false };
const lookers = new Set<() => void>();

let isLoading = false;
let isStale = false;

/** Read all again; changes that come meanwhile are read together. */
async function load(): Promise<void> {
  isStale = true;
  if (isLoading) return;
  isLoading = true;
  try {
    while (isStale) {
      isStale = false;
      const [photos, reports] = await Promise.all([photosAll(), reportsAll()]);
      queue = { photos, reports, isLoaded: true };
      for (const look of lookers) look();
    }
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
      const outcome = await drain(sender).catch(() => null);
      if (isOver) return;
      setSignedOut(outcome?.kind === "sign-in");
      if (outcome?.kind === "later") timer = window.setTimeout(run, outcome.at - Date.now());
      if (outcome === null) timer = window.setTimeout(run, AGAIN_MS);
    };
    void run();
    const rest = onWake(() => {
      if (navigator.onLine) void run();
    });
    return () => {
      isOver = true;
      window.clearTimeout(timer);
      rest();
    };
    // what is new to be sent starts it anew, and so does another session
  }, [user, session, open, asked]);
  return { signedOut, drainNow: () => setAsked((count) => count + 1) };
}
