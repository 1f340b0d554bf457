/** The active cell of the table, kept at its activity while lines open, close and move. */
import { type KeyboardEvent, useCallback, useState } from "react";
import { ROW } from "./chart/scene";
import type { Rows } from "./geometry/rows";
import type { Column } from "./grid/columns";
import type { ActiveCell } from "./grid/Grid";
import { moved, scrollToRow } from "./grid/keys";
import { HEAD } from "./chart/scene";
import type { Viewport } from "./viewport";

interface Kept {
  /** An activity's place, or a heading's `-1 - h`. */
  place: number;
  column: Column;
}

function rowFor(rows: Rows, place: number): number {
  return place >= 0 ? (rows.rowOf[place] ?? -1) : rows.place.indexOf(place);
}

export interface Active {
  cell: ActiveCell | null;
  /** The activity of the cell; null at a heading. */
  place: number | null;
  pick: (row: number, column: Column) => void;
  /** Go to a row and bring it in sight. */
  go: (cell: ActiveCell) => void;
  /** Follow a key; false where it leads nowhere. */
  follow: (event: KeyboardEvent) => boolean;
}

export function useActive(rows: Rows, columns: readonly Column[], viewport: Viewport): Active {
  const [kept, setKept] = useState<Kept | null>(null);
  const row = kept ? rowFor(rows, kept.place) : -1;
  const heading = kept !== null && kept.place < 0;
  const cell = kept && row >= 0 ? { row, column: heading ? "name" : kept.column } as const : null;
  const pick = useCallback(
    (to: number, column: Column) => {
      const place = rows.place[to];
      if (place !== undefined) setKept({ place, column });
    },
    [rows],
  );
  const go = (to: ActiveCell) => {
    pick(to.row, to.column);
    const { top, height } = viewport.shown();
    const scroll = scrollToRow(to.row, ROW, { top, height: height - HEAD });
    if (scroll !== null) viewport.scrollTo({ top: scroll });
  };
  const follow = (event: KeyboardEvent): boolean => {
    if (!rows.count) return false;
    const page = Math.max(1, Math.floor(viewport.shown().height / ROW) - 3);
    const from = kept && row >= 0 ? { row, column: kept.column } : null;
    const to = from
      ? moved(event, from, columns, rows, page)
      : event.key.startsWith("Arrow")
        ? { row: 0, column: columns[0]! }
        : null;
    if (!to) return false;
    event.preventDefault();
    go(to);
    return true;
  };
  return { cell, place: kept && kept.place >= 0 && row >= 0 ? kept.place : null, pick, go, follow };
}
