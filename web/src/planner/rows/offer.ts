/** Whether a pasted block is, or holds, new activities. */
import type { Column } from "../grid/columns";
import type { Plan } from "../plan";
import { blockOf } from "./block";
import { codesOf } from "./drafts";

/** `all`: the whole block is read as new rows; `rest`: its first lines are pasted into cells. */
export type Offer = { take: "all" | "rest"; text: string } | null;

/** `left` is how many rows there are from the active one on. */
export function offerOf(plan: Plan, text: string, below: readonly Column[], left: number): Offer {
  const { columns, headed, lines } = blockOf(text, below);
  if (!columns.includes("name")) return null;
  const there = codesOf(plan);
  const isNew = lines.some(({ cells }) => cells.code && !there.has(cells.code));
  if (headed || isNew || left === 0) return lines.length ? { take: "all", text } : null;
  if (lines.length <= left) return null;
  const rest = text.replaceAll("\r\n", "\n").split("\n").slice(left).join("\n");
  return { take: "rest", text: rest };
}
