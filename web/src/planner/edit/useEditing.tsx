/** Editing the table as a spreadsheet: one open cell, keys, copy and paste. */
import { type ClipboardEvent, type KeyboardEvent, type RefObject, useEffect, useState } from "react";
import { language } from "../../shared/i18n";
import { type Column, textOf } from "../grid/columns";
import type { Plan } from "../plan";
import type { Active } from "../useActive";
import type { Layout } from "../useLayout";
import { cellChange, fixedFault, isFault, isWritten } from "./changes";
import { Editor } from "./Editor";
import { pasted } from "./paste";
import { differs } from "./steps";
import type { Edits } from "./useEdits";

const PASTE_MOST = 200;

interface Given {
  plan: Plan;
  layout: Layout;
  active: Active;
  columns: readonly Column[];
  edits: Edits;
  mayEdit: boolean;
  grid: RefObject<HTMLDivElement | null>;
}

export function useEditing({ plan, layout, active, columns, edits, mayEdit, grid }: Given) {
  const [text, setText] = useState<string | null>(null);
  const [fault, setFault] = useState("");
  const { place, cell } = active;
  const column = cell?.column;
  // another cell closes the editor
  useEffect(() => {
    setText(null);
    setFault("");
  }, [place, column]);

  const put = (at: number, into: Column, said: string): boolean => {
    const words = { language: language(), calendar: layout.calendarOf(at) };
    const asked = cellChange(plan, at, into, said, words);
    setFault(isFault(asked) ? asked.fault : "");
    if (isFault(asked)) return false;
    if (differs(asked)) edits.send([asked]);
    return true;
  };
  const open = (first?: string) => {
    if (!mayEdit || place === null || !column) return;
    const fixed = !isWritten(plan, place, column);
    setFault(fixed ? fixedFault(column) : "");
    if (fixed) return;
    setText(first ?? textOf(plan, place, column, language()));
  };
  const leave = (row = 0, right = 0) => {
    setText(null);
    grid.current?.focus();
    if (!cell || !column || (!row && !right)) return;
    const next = columns[Math.min(Math.max(0, columns.indexOf(column) + right), columns.length - 1)];
    const to = Math.min(Math.max(0, cell.row + row), layout.rows.count - 1);
    active.go({ row: to, column: next ?? column });
  };
  const commit = (row: number, right: number) => {
    if (place === null || !column || text === null) return;
    if (put(place, column, text)) leave(row, right);
  };
  const onCellKey = (event: KeyboardEvent): void => {
    const back = event.shiftKey ? -1 : 1;
    const deed = {
      Enter: () => commit(back, 0),
      Tab: () => commit(0, back),
      Escape: () => leave(),
    }[event.key];
    event.stopPropagation();
    if (!deed || event.nativeEvent.isComposing) return;
    event.preventDefault();
    deed();
  };
  /** False where the key has nothing to do with editing. */
  const onKey = (event: KeyboardEvent): boolean => {
    const held = event.ctrlKey || event.metaKey;
    if (held && event.key.toLowerCase() === "z") edits.undo();
    else if (event.key === "Enter" || event.key === "F2") open();
    else if (event.key.length === 1 && !held && !event.altKey && event.key !== " ") open(event.key);
    else return false;
    event.preventDefault();
    return true;
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (text !== null || !cell || !mayEdit) return;
    event.preventDefault();
    const first = columns.indexOf(cell.column);
    const block = pasted(event.clipboardData.getData("text/plain")).slice(0, PASTE_MOST);
    block.every((line, down) =>
      line.every((said, right) => {
        const at = layout.rows.place[cell.row + down] ?? -1;
        const into = columns[first + right];
        // what a block says of headings and of columns that nobody writes is left out
        return at < 0 || !into || !isWritten(plan, at, into) || put(at, into, said);
      }),
    );
  };
  const onCopy = (event: ClipboardEvent): void => {
    if (text !== null || place === null || !column) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", textOf(plan, place, column, language()));
  };
  const editor =
    text === null || !column ? null : (
      <Editor column={column} text={text} fault={fault} onChange={setText} onKeyDown={onCellKey} />
    );
  return { editor, fault, open, onKey, onPaste, onCopy };
}
