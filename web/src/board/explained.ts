/** Which milestone is being explained, and where. One pop-over serves a thousand stops. */
import { useSyncExternalStore } from "react";
import type { Milestone } from "../shared/portfolio";

export interface Subject {
  milestone: Milestone;
  today: string;
  zone: string;
}

export interface Shown extends Subject {
  anchor: HTMLElement;
}

// long enough to sweep across the sheet without a flicker, short enough to feel at once
const HOVER_MS = 120;
const LEAVE_MS = 140;

let shown: Shown | null = null;
let timer = 0;
const listeners = new Set<() => void>();

function become(next: Shown | null): void {
  window.clearTimeout(timer);
  shown = next;
  for (const listener of listeners) listener();
}

export function explainShow(subject: Subject, anchor: HTMLElement, hover = false): void {
  window.clearTimeout(timer);
  const show = () => become({ ...subject, anchor });
  if (hover && shown?.anchor !== anchor) timer = window.setTimeout(show, HOVER_MS);
  else show();
}

export function explainHide(atOnce = false): void {
  window.clearTimeout(timer);
  if (atOnce) become(null);
  else timer = window.setTimeout(() => become(null), LEAVE_MS);
}

/** The pointer reached the pop-over itself: keep it. */
export function explainKeep(): void {
  window.clearTimeout(timer);
}

export function explainToggle(subject: Subject, anchor: HTMLElement): void {
  const hovered = window.matchMedia("(hover: hover)").matches;
  if (shown?.anchor === anchor && !hovered) become(null);
  else explainShow(subject, anchor);
}

export function useExplained(): Shown | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}
