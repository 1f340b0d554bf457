/** Edits of a plan, one after the other: sent with the version that was seen, and undone. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { get, Problem, write } from "../../shared/api";
import { type Boot, csrfNow } from "../../shared/boot";
import type { Gantt } from "../plan";
import { ganttKey } from "../useGantt";
import { type Answer, applied } from "./apply";
import type { Body, Change } from "./changes";

const FLASH_MS = 2_500;
const UNDO_MOST = 100;

/** Somebody else was quicker: what he made of it, and what was asked for. */
export interface Conflict {
  change: Change;
  theirs: Answer;
}

export interface Edits {
  send: (change: Change) => void;
  undo: () => void;
  undoes: number;
  busy: boolean;
  /** The activities that the last change moved. */
  flashing: ReadonlySet<number>;
  last: Answer | null;
  error: Error | null;
  conflict: Conflict | null;
  /** Leave theirs, or ask again for mine, this time over the version that was shown. */
  settle: (mine: boolean) => void;
}

const door = (activity: number) => `/api/v1/activities/${activity}/`;

export function useEdits(project: number, boot: Boot): Edits {
  const client = useQueryClient();
  const line = useRef(Promise.resolve());
  const past = useRef<Change[]>([]);
  // the versions that edits of one's own have led to, by activity and version
  const own = useRef(new Map<string, number>());
  const [state, setState] = useState({
    waiting: 0,
    flashing: new Set<number>() as ReadonlySet<number>,
    last: null as Answer | null,
    error: null as Error | null,
    conflict: null as Conflict | null,
  });
  const change = useCallback(
    (changes: Partial<typeof state>) => setState((now) => ({ ...now, ...changes })),
    [],
  );

  const told = (asked: Change, answer: Answer, seen: number, isUndo: boolean) => {
    own.current.set(`${asked.activity} ${seen}`, answer.version);
    if (!isUndo) past.current = [...past.current, asked].slice(-UNDO_MOST);
    client.setQueryData<Gantt>(ganttKey(project), (said) => said && applied(said, answer));
    const moved = answer.schedule?.moved.map(({ activity }) => activity) ?? [];
    change({ last: answer, error: null, flashing: new Set([asked.activity, ...moved]) });
    window.setTimeout(() => change({ flashing: new Set() }), FLASH_MS);
    void client.invalidateQueries({ queryKey: ganttKey(project), exact: true });
  };

  const run = async (asked: Change, version: number, isUndo: boolean) => {
    let seen = version;
    for (let next = own.current.get(`${asked.activity} ${seen}`); next !== undefined; ) {
      seen = next;
      next = own.current.get(`${asked.activity} ${seen}`);
    }
    const sent = { method: "PATCH", csrf: csrfNow(boot), version: seen, body: asked.body } as const;
    try {
      told(asked, await write<Answer>(door(asked.activity), sent), seen, isUndo);
    } catch (error) {
      if (error instanceof Problem && error.status === 412) {
        change({ conflict: { change: asked, theirs: await get<Answer>(door(asked.activity)) } });
      } else change({ error: error as Error });
    }
  };

  const queue = (asked: Change, version: number, isUndo = false) => {
    setState((now) => ({ ...now, waiting: now.waiting + 1 }));
    line.current = line.current
      .then(() => run(asked, version, isUndo))
      .catch((error: unknown) => change({ error: error as Error }))
      .finally(() => setState((now) => ({ ...now, waiting: now.waiting - 1 })));
  };

  const versionSeen = (activity: number): number => {
    const all = client.getQueryData<Gantt>(ganttKey(project))?.activities;
    return all?.version[all.id.indexOf(activity)] ?? 0;
  };

  const undo = () => {
    const asked = past.current.at(-1);
    if (!asked) return;
    past.current = past.current.slice(0, -1);
    const back: Change = { activity: asked.activity, body: asked.back, back: asked.body };
    queue(back, versionSeen(asked.activity), true);
  };

  const settle = (mine: boolean) => {
    const { conflict } = state;
    change({ conflict: null });
    void client.invalidateQueries({ queryKey: ganttKey(project), exact: true });
    if (!conflict || !mine) return;
    const back: Body = {};
    for (const field of Object.keys(conflict.change.body)) {
      back[field] = conflict.theirs[field as keyof Answer] as Body[string];
    }
    queue({ ...conflict.change, back }, conflict.theirs.version);
  };

  return {
    ...state,
    busy: state.waiting > 0,
    undoes: past.current.length,
    send: (asked) => queue(asked, versionSeen(asked.activity)),
    undo,
    settle,
  };
}
