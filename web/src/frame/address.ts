/** What a page shows lives in its address, so that it can be sent to somebody and gone back to. */
import { useSyncExternalStore } from "react";

const CHANGED = "search-changed";

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(CHANGED, listener);
  };
}

function searchSet(search: string): void {
  window.history.pushState(null, "", window.location.pathname + search);
  window.dispatchEvent(new Event(CHANGED));
}

/** The query of the address, and how to change it. */
export function useSearch(): [string, (search: string) => void] {
  return [useSyncExternalStore(subscribe, () => window.location.search), searchSet];
}

/** Where the reader is, filter included: what must lead back here leads to this. */
export function useAddress(): string {
  return window.location.pathname + useSearch()[0];
}
