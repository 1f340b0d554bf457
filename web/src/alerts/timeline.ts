/** An alert's life in lines: what was told to several people at once is one of them. */
import type { Happening } from "./types";

export interface Line extends Omit<Happening, "by" | "group"> {
  /** Who did it, or was told: persons and groups. */
  who: string[];
}

const AT_ONCE_MS = 60_000;
const TOLD: ReadonlySet<Happening["what"]> = new Set(["told", "undelivered"]);

export function timeline(happenings: readonly Happening[]): Line[] {
  const lines: Line[] = [];
  for (const { by, group, ...happening } of happenings) {
    const who = [by ?? group].filter(Boolean);
    const last = lines.at(-1);
    if (last && isSameTelling(last, happening)) last.who.push(...who);
    else lines.push({ ...happening, who });
  }
  return lines;
}

function isSameTelling(last: Line, next: Omit<Happening, "by" | "group">): boolean {
  return (
    TOLD.has(next.what) &&
    (["what", "channel", "step", "why", "text"] as const).every((key) => last[key] === next[key]) &&
    Date.parse(next.at) - Date.parse(last.at) < AT_ONCE_MS
  );
}
