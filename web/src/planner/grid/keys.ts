/** Where a key leads in the table, as in a spreadsheet. */
import type { Rows } from "../geometry/rows";
import type { Column } from "./columns";
import type { ActiveCell } from "./Grid";

interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** The rows of a page are those on show, less one that stays in sight. */
export function moved(
  { key, ctrlKey, metaKey }: Key,
  at: ActiveCell,
  columns: readonly Column[],
  rows: Rows,
  page: number,
): ActiveCell | null {
  const far = ctrlKey || metaKey;
  const column = Math.max(0, columns.indexOf(at.column));
  const to = (row: number, place: number): ActiveCell => ({
    row: Math.min(Math.max(0, row), rows.count - 1),
    column: columns[Math.min(Math.max(0, place), columns.length - 1)] ?? at.column,
  });
  switch (key) {
    case "ArrowDown":
      return to(far ? rows.count - 1 : at.row + 1, column);
    case "ArrowUp":
      return to(far ? 0 : at.row - 1, column);
    case "ArrowRight":
      return to(at.row, far ? columns.length - 1 : column + 1);
    case "ArrowLeft":
      return to(at.row, far ? 0 : column - 1);
    case "Home":
      return to(far ? 0 : at.row, 0);
    case "End":
      return to(far ? rows.count - 1 : at.row, columns.length - 1);
    case "PageDown":
      return to(at.row + page, column);
    case "PageUp":
      return to(at.row - page, column);
    default:
      return null;
  }
}

/** How far to scroll so that a row is in sight; null where it is already. */
export function scrollToRow(
  row: number,
  rowHeight: number,
  shown: { top: number; height: number },
): number | null {
  const top = row * rowHeight;
  if (top < shown.top) return top;
  const below = top + rowHeight - shown.height;
  return below > shown.top ? below : null;
}
