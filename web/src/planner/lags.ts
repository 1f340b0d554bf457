/** What a link says of itself in signs, as planning programs write it. */
import { figure } from "./grid/columns";
import type { LinkKind } from "./plan";

/** Kind and lag where there is something to say: not for work that simply follows. */
export function lagText(kind: LinkKind, days: number, percent: number | null): string {
  const lag = percent ?? days;
  if (lag === 0) return kind === "FS" ? "" : kind;
  return `${kind}${lag > 0 ? "+" : ""}${figure(lag)}${percent === null ? "" : "%"}`;
}
