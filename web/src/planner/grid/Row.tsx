/** One line of the table: an activity's cells, or a heading that opens and closes. */
import { memo, type ReactNode } from "react";
import { language, t } from "../../shared/i18n";
import { ROW } from "../chart/scene";
import type { Sum } from "../geometry/rows";
import { isoOf } from "../geometry/days";
import { daysLate, NONE, type Plan } from "../plan";
import { type Column, isNumber, textOf, WIDTHS } from "./columns";

export function cellId(row: number, column: Column): string {
  return `gantt-${row}-${column}`;
}

interface RowProps {
  plan: Plan;
  place: number;
  row: number;
  level: number;
  top: number;
  columns: readonly Column[];
  /** The column of the active cell where it is in this row. */
  active: Column | null;
  /** The cell's editor while one is open in this row. */
  editor: ReactNode;
  onPick: (row: number, column: Column) => void;
  onEdit: (row: number, column: Column) => void;
}

function classOf(plan: Plan, place: number, column: Column): string {
  const { critical, near_critical } = plan.said.activities;
  if (column === "float") {
    return critical[place] ? "is-critical" : near_critical[place] ? "is-near" : "";
  }
  return column === "finish" && daysLate(plan, place) > 0 ? "is-late" : "";
}

export const Row = memo(function Row(props: RowProps) {
  const { plan, place, row, level, columns, active, editor } = props;
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      aria-level={level + 1}
      className="gantt-row"
      style={{ transform: `translateY(${props.top}px)` }}
    >
      {columns.map((column, at) => (
        <div
          key={column}
          role="gridcell"
          id={cellId(row, column)}
          aria-colindex={at + 1}
          aria-selected={active === column}
          className={`gantt-cell ${isNumber(column) ? "is-number" : ""} ${classOf(plan, place, column)}`}
          style={{
            inlineSize: WIDTHS[column],
            ...(column === "name" ? { paddingInlineStart: 8 + level * 14 } : {}),
          }}
          onMouseDown={() => props.onPick(row, column)}
          onDoubleClick={() => props.onEdit(row, column)}
        >
          {active === column && editor ? editor : textOf(plan, place, column, language())}
        </div>
      ))}
    </div>
  );
});

interface HeadingProps {
  sum: Sum;
  row: number;
  top: number;
  columns: readonly Column[];
  closed: boolean;
  active: Column | null;
  onPick: (row: number, column: Column) => void;
  onToggle: (key: string) => void;
}

function summed(sum: Sum, column: Column): string {
  if (column === "start") return sum.start === NONE ? "" : isoOf(sum.start);
  if (column === "finish") return sum.finish === NONE ? "" : isoOf(sum.finish);
  return "";
}

export const HeadingRow = memo(function HeadingRow(props: HeadingProps) {
  const { sum, row, columns, closed, active } = props;
  // the label takes the place of all columns up to the name
  const behind = columns.slice(columns.indexOf("name") + 1);
  const width = columns
    .slice(0, columns.indexOf("name") + 1)
    .reduce((all, column) => all + WIDTHS[column], 0);
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      aria-level={sum.level + 1}
      aria-expanded={!closed}
      className="gantt-row gantt-heading"
      style={{ transform: `translateY(${props.top}px)` }}
    >
      <div
        role="gridcell"
        id={cellId(row, "name")}
        aria-colindex={1}
        aria-colspan={columns.length - behind.length}
        aria-selected={active !== null}
        className="gantt-cell"
        style={{ inlineSize: width, paddingInlineStart: 6 + sum.level * 14 }}
        onMouseDown={() => props.onPick(row, "name")}
      >
        <button
          type="button"
          className="gantt-toggle"
          tabIndex={-1}
          aria-label={t(closed ? "gantt.open" : "gantt.close", { name: sum.label })}
          onClick={() => props.onToggle(sum.key)}
        >
          {closed ? "▸" : "▾"}
        </button>
        <span>{sum.label}</span>
        <small>{sum.count}</small>
      </div>
      {behind.map((column, at) => (
        <div
          key={column}
          role="gridcell"
          aria-colindex={columns.length - behind.length + at + 1}
          className="gantt-cell"
          style={{ inlineSize: WIDTHS[column], blockSize: ROW }}
        >
          {summed(sum, column)}
        </div>
      ))}
    </div>
  );
});
