/** Word of a change to whoever looks at the phone's database, in this tab and in others. */

const channel = new BroadcastChannel("topout-site");
const listeners = new Set<() => void>();

channel.onmessage = () => {
  for (const listener of listeners) listener();
};

export function changed(): void {
  // a channel does not hear itself
  for (const listener of listeners) listener();
  channel.postMessage("changed");
}

export function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
