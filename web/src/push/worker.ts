/** The service worker: shows what is pushed, opens what is touched. It keeps no page offline. */
import { shownOf, type Shown } from "./notification";

// TypeScript's library knows either pages or workers; this is what we use of the latter
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Pushed extends Waiting {
  data: { text(): string } | null;
}
interface Touched extends Waiting {
  notification: { close(): void; data: Shown["options"]["data"] };
}
interface Worker {
  registration: { showNotification(title: string, options: Shown["options"]): Promise<void> };
  clients: { openWindow(url: string): Promise<unknown> };
  addEventListener(kind: "push", listener: (event: Pushed) => void): void;
  addEventListener(kind: "notificationclick", listener: (event: Touched) => void): void;
}

const worker = globalThis as unknown as Worker;

worker.addEventListener("push", (event) => {
  const { title, options } = shownOf(event.data?.text() ?? "");
  event.waitUntil(worker.registration.showNotification(title, options));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(worker.clients.openWindow(event.notification.data.link));
});
