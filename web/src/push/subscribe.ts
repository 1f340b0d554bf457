/** This browser as an address: it subscribes with the server's key, its own keys are the secret. */
import { get } from "../shared/api";

const KEY_DOOR = "/api/v1/web-push/key/";
const WORKER = "/push-worker.js";

export interface Subscribed {
  channel: "web_push";
  value: string;
  secret: string;
}

export function canSubscribe(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window;
}

/** Base64url, as the server writes keys, in bytes. */
export function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** What the server stores of a subscription. */
export function addressOf({ endpoint, keys }: PushSubscriptionJSON): Subscribed {
  if (!endpoint || !keys?.p256dh || !keys.auth) throw new Error("The subscription has no keys.");
  const { p256dh, auth } = keys;
  return { channel: "web_push", value: endpoint, secret: JSON.stringify({ p256dh, auth }) };
}

/** Ask the reader, then the browser's push service; throws where either says no. */
export async function subscribe(): Promise<Subscribed> {
  const { public_key } = await get<{ public_key: string }>(KEY_DOOR);
  await navigator.serviceWorker.register(WORKER);
  const { pushManager } = await navigator.serviceWorker.ready;
  const subscription = await pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOf(public_key),
  });
  return addressOf(subscription.toJSON());
}
