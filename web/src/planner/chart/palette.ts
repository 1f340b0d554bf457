/** The chart's colours: the page's own, read again when dark becomes light. */
import { useSyncExternalStore } from "react";

const NAMES = {
  page: "--page",
  surface: "--surface",
  line: "--line",
  faint: "--line-faint",
  text: "--text",
  quiet: "--text-quiet",
  bar: "--light-blue",
  critical: "--light-red",
  near: "--light-orange",
  made: "--warn-faint",
  off: "--bad-faint",
  marked: "--action-faint",
  front: "--light-green",
  late: "--word-red",
  action: "--action",
} as const;

export type Palette = Record<keyof typeof NAMES, string> & { font: string };

let known: Palette | null = null;

function read(): Palette {
  const style = getComputedStyle(document.documentElement);
  const entries = Object.entries(NAMES).map(([name, token]) => [
    name,
    style.getPropertyValue(token).trim(),
  ]);
  const font = getComputedStyle(document.body).fontFamily;
  return { ...(Object.fromEntries(entries) as Record<keyof typeof NAMES, string>), font };
}

function subscribe(listener: () => void): () => void {
  const changed = () => {
    known = null;
    listener();
  };
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const theme = new MutationObserver(changed);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  dark.addEventListener("change", changed);
  return () => {
    theme.disconnect();
    dark.removeEventListener("change", changed);
  };
}

export function usePalette(): Palette {
  return useSyncExternalStore(subscribe, () => (known ??= read()));
}
