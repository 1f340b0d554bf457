/** Edits of a plan, one after the other: sent with the version that was seen, and undone. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { Boot } from "../../shared/boot";
import type { Gantt } from "../plan";
import { ganttKey } from "../useGantt";
import { type Answer, applied } from "./apply";
import { type LinkRow, linksApplied } from "./applyLinks";
import { type Led, movedBetween } from "./moved";
import { Own } from "./own";
import { Refused, type RowAnswer, type Sent, sendStep, theirsOf } from "./requests";
import { backOf, type Edit, over, type Step } from "./steps";

const FLASH_MS = 2_500;
const UNDO_MOST = 100;

/** Somebody else was quicker: what was asked for, at which of its steps, and what he made of the row. */
export interface Conflict {
  edit: Edit;
  at: Sent;
  theirs: RowAnswer;
}

export interface Edits {
  /** `done` is told the id of what the edit made. */
  send: (edit: Edit, done?: (made: number | null) => void) => void;
  undo: () => void;
  undoes: number;
  busy: boolean;
  /** The activities that the last change moved. */
  flashing: ReadonlySet<number>;
  last: Led | null;
  /** Why the last edit was not taken, in words; empty: it was. */
  error: string;
  conflict: Conflict | null;
  /** Leave theirs, or ask again for mine, this time over the version that was shown. */
  settle: (mine: boolean) => void;
}

export function useEdits(project: number, boot: Boot): Edits {
  const client = useQueryClient();
  const key = ganttKey(project);
  const line = useRef(Promise.resolve());
  /** What would bring back what was, with the versions that the edits led to; the last one at the end. */
  const past = useRef<(readonly Sent[])[]>([]);
  const own = useRef(new Own());
  const [state, setState] = useState({
    waiting: 0,
    flashing: new Set<number>() as ReadonlySet<number>,
    last: null as Led | null,
    error: "",
    conflict: null as Conflict | null,
  });
  const change = useCallback(
    (changes: Partial<typeof state>) => setState((now) => ({ ...now, ...changes })),
    [],
  );
  const columns = () => client.getQueryData<Gantt>(key);
  const readAgain = () => client.invalidateQueries({ queryKey: key, exact: true });

  const seenOf = (step: Step): Sent => {
    const all = columns()?.[step.list];
    const place = all && step.deed !== "make" ? all.id.indexOf(step.id) : -1;
    return { step, seen: all?.version[place] ?? 0 };
  };

  /** A row that was removed and made again has another id, and begins anew. */
  const renewed = (sent: Sent): Sent => {
    const { step } = sent;
    const id = step.deed === "make" ? 0 : own.current.id(step.list, step.id);
    return step.deed === "make" || id === step.id ? sent : seenOf({ ...step, id });
  };

  /** Send a step; return the one that would undo it, and the row that it led to. */
  const take = async (sent: Sent): Promise<[Sent, RowAnswer | null]> => {
    const row = await sendStep(sent, own.current, boot);
    client.setQueryData<Gantt>(key, (said) => {
      if (!said) return said;
      const { step } = sent;
      const changed = step.list === "links" ? linksApplied(said, step, row as LinkRow | null) : said;
      return row ? applied(changed, row as Answer, step.list === "activities") : changed;
    });
    return [{ step: backOf(sent.step, row?.id ?? 0), seen: row?.version ?? 0 }, row];
  };

  const flash = (led: Led, sent: readonly Sent[]) => {
    const rows = sent.flatMap(({ step }) =>
      step.list === "activities" && step.deed === "change" ? [step.id] : [],
    );
    const moved = led.schedule?.moved.map(({ activity }) => activity) ?? [];
    change({ last: led, error: "", flashing: new Set([...rows, ...moved]) });
    window.setTimeout(() => change({ flashing: new Set() }), FLASH_MS);
  };

  const told = async (sent: readonly Sent[], row: RowAnswer | null, before: Gantt | undefined) => {
    if (row) {
      flash(row, sent);
      void readAgain();
      return;
    }
    await readAgain();
    const after = columns();
    const moved = before && after ? movedBetween(before, after) : [];
    flash({ schedule: { moved, moved_count: moved.length } }, sent);
  };

  /** All steps or none: those before the one that was refused are taken back. */
  const run = async (asked: readonly Sent[], isUndo: boolean): Promise<number | null> => {
    const before = columns();
    const sent = asked.map(renewed);
    const backs: Sent[] = [];
    let [row, made]: [RowAnswer | null, number | null] = [null, null];
    try {
      for (const each of sent) {
        let back: Sent;
        [back, row] = await take(each);
        backs.unshift(back);
        if (each.step.deed === "make" && row) made = row.id;
      }
    } catch (error) {
      for (const back of backs) await take(back);
      await refused(sent, error);
      return null;
    }
    if (!isUndo) past.current = [...past.current, backs].slice(-UNDO_MOST);
    await told(sent, row, before);
    return made;
  };

  const refused = async (sent: readonly Sent[], error: unknown): Promise<void> => {
    if (!(error instanceof Refused)) throw error;
    if (error.isConflict) {
      const theirs = await theirsOf(error.sent.step);
      change({ conflict: { edit: sent.map(({ step }) => step), at: error.sent, theirs } });
    } else change({ error: error.inWords });
    void readAgain();
  };

  const queue = (sent: readonly Sent[], isUndo = false, done?: (made: number | null) => void) => {
    if (!sent.length) return;
    setState((now) => ({ ...now, waiting: now.waiting + 1 }));
    line.current = line.current
      .then(() => run(sent, isUndo))
      .then((made) => done?.(made))
      .catch((error: unknown) => change({ error: (error as Error).message }))
      .finally(() => setState((now) => ({ ...now, waiting: now.waiting - 1 })));
  };

  const undo = () => {
    const sent = past.current.at(-1);
    if (!sent) return;
    past.current = past.current.slice(0, -1);
    queue(sent, true);
  };

  const settle = (mine: boolean) => {
    const { conflict } = state;
    change({ conflict: null });
    void readAgain();
    if (!conflict || !mine) return;
    const { edit, at, theirs } = conflict;
    if (at.step.deed === "make") return;
    // what was shown counts as seen
    const { list, id } = at.step;
    own.current.led(list, id, own.current.version(list, id, at.seen), theirs.version);
    const mineOver = (step: Step) =>
      step.deed !== "make" && step.list === list && step.id === id ? over(step, { ...theirs }) : step;
    queue(edit.map(mineOver).map(seenOf));
  };

  return {
    ...state,
    busy: state.waiting > 0,
    undoes: past.current.length,
    send: (edit, done) => queue(edit.map(seenOf), false, done),
    undo,
    settle,
  };
}
