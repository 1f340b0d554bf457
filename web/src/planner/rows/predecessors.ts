/** Predecessors as planning programs write them in one cell: `A10; A20SS+3d, A30 FF-50%`. */
import { LAG_MOST } from "../edit/linkEdits";
import type { LinkKind } from "../plan";
import type { LinkDraft } from "./drafts";
import { LineRefused } from "./refused";

const APART = /[,;，；、]/;
const TIE = /^(.+?)[\s:：]*(FS|SS|FF|SF)\s*(?:([+-]?\s*\d{1,5}(?:\.\d{1,4})?)\s*(.*))?$/i;
const DAYS = /^(?:d|days?|个?工作日|工日|天|日)?$/i;
const ELAPSED = /^(?:ed|edays?|elapsed days?|个?日历日|个?自然日)$/i;
const PERCENT = /^[%％]$/;
/** The API keeps a percentage to the hundredth. */
const TOO_FINE = /\.\d{3}/;

type Predecessor = Omit<LinkDraft, "successor">;

/** Throws `LineRefused` for a code that is not among `codes`, and for what is no kind or lag. */
export function predecessorsOf(said: string, codes: ReadonlySet<string>): Predecessor[] {
  const words = said.split(APART).map((word) => word.trim());
  const found = words.filter(Boolean).map((word) => predecessorOf(word, codes));
  const kinds = found.map(({ predecessor, kind }) => `${predecessor} ${kind}`);
  const twice = kinds.find((each, at) => kinds.indexOf(each) < at);
  if (twice) throw new LineRefused("tiedTwice", twice);
  return found;
}

function predecessorOf(word: string, codes: ReadonlySet<string>): Predecessor {
  // a code may itself end like a kind
  if (codes.has(word)) return { predecessor: word, kind: "FS" };
  const [, code = "", kind = "", lag, unit] = TIE.exec(word) ?? [];
  if (!codes.has(code)) throw new LineRefused("predecessor", code || word);
  return { predecessor: code, kind: kind.toUpperCase() as LinkKind, ...lagOf(word, lag, unit) };
}

function lagOf(word: string, lag = "0", unit = ""): Partial<Predecessor> {
  const count = Number(lag.replace(/\s/g, ""));
  const isPercent = PERCENT.test(unit);
  const isElapsed = ELAPSED.test(unit);
  const most = isPercent ? LAG_MOST.lag_percent : LAG_MOST.lag_days;
  const isKnown = isPercent || isElapsed || DAYS.test(unit);
  const isTooFine = isPercent && TOO_FINE.test(lag);
  if (!isKnown || isTooFine || Math.abs(count) > most) throw new LineRefused("lag", word);
  if (count === 0) return {};
  if (isPercent) return { lag_percent: count };
  return { lag_days: count, ...(isElapsed && { lag_clock: "elapsed" }) };
}

/** A code that its predecessors lead back to, through `before`; null where none is. */
export function loopIn(before: ReadonlyMap<string, readonly string[]>): string | null {
  const done = new Set<string>();
  for (const first of before.keys()) {
    const way = [first];
    const onWay = new Set(way);
    // not by calling itself: thousands of rows may follow one another
    while (way.length) {
      const code = way.at(-1)!;
      const next = before.get(code)?.find((each) => !done.has(each));
      if (next === undefined) {
        done.add(code);
        onWay.delete(code);
        way.pop();
      } else if (onWay.has(next)) return next;
      else {
        way.push(next);
        onWay.add(next);
      }
    }
  }
  return null;
}
