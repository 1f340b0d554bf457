/** What is wrong with the phone's database, for the pages to say. */

/** held: another tab keeps it · closed: it cannot be opened · mended: parts of it were gone. */
export type StoreTrouble =
  | { kind: "held" }
  | { kind: "closed"; why: string }
  | { kind: "mended"; lacked: readonly string[] };

let trouble: StoreTrouble | null = null;
const lookers = new Set<() => void>();

/** What was mended stays said: nobody would believe it of the next look that all is well. */
export function storeTroubleSet(now: StoreTrouble | null): void {
  if (now === null && trouble?.kind === "mended") return;
  trouble = now;
  for (const look of lookers) look();
}

export const storeTrouble = (): StoreTrouble | null => trouble;

export function onStoreTrouble(look: () => void): () => void {
  lookers.add(look);
  return () => lookers.delete(look);
}
