/**
 * The service worker of the phone's pages: opens them without a network, and sends what waits when
 * the browser wakes it for that. The pages' own files are Workbox's, the shell is ours.
 */
import { cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";
import { drain } from "../queue/drain";
import { csrfOf } from "../../shared/api";
import { signedIn } from "./signedIn";
import { SHELL, shellAnswer, shellKeep } from "./shell";

// TypeScript's library knows either pages or workers; this is what we use of the latter
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetched extends Waiting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Synced extends Waiting {
  tag: string;
}
interface Worker {
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  cookieStore?: { get(name: string): Promise<{ value: string } | null> };
  addEventListener(kind: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(kind: "fetch", listener: (event: Fetched) => void): void;
  addEventListener(kind: "sync", listener: (event: Synced) => void): void;
}

declare const __PRECACHE__: { url: string; revision: string | null }[];

const worker = globalThis as unknown as Worker;

cleanupOutdatedCaches();
precacheAndRoute(__PRECACHE__);

worker.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([shellKeep(), worker.skipWaiting()]));
});
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener("fetch", (event) => {
  const { mode, method, url } = event.request;
  const isShell = mode === "navigate" && method === "GET" && new URL(url).pathname === SHELL;
  if (isShell) event.respondWith(shellAnswer(event.request, (work) => event.waitUntil(work)));
});

worker.addEventListener("sync", (event) => event.waitUntil(sendWaiting()));

async function sendWaiting(): Promise<void> {
  const signed = await signedIn();
  if (!signed) return;
  const cookie = await worker.cookieStore?.get("csrftoken");
  const csrf = csrfOf(`csrftoken=${cookie?.value ?? ""}`);
  const outcome = await drain({ ...signed, csrf: () => csrf, isStill: () => true });
  // the browser comes again by itself when what it was woken for fails
  if (outcome?.kind === "later") throw new Error("Some of it still waits.");
}
