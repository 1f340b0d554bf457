/** The service worker from the page's side: started, told to send, asked to come back. */

const SCRIPT = "/site/worker.js";
export const SYNC_TAG = "topout-drain";

interface WithSync extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> };
}

export function workerStart(): void {
  if (!("serviceWorker" in navigator)) return;
  void navigator.serviceWorker.register(SCRIPT, { scope: "/site/" }).catch(() => {
    // a private window refuses; the page works as long as it is open
  });
}

/** Ask the browser to wake the worker when there is a network, where it can (not in Safari). */
export async function syncAsk(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration: WithSync | undefined = await navigator.serviceWorker.getRegistration("/site/");
  await registration?.sync?.register(SYNC_TAG).catch(() => undefined);
}
