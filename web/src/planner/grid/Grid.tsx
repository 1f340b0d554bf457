/** The table left of the bars: only the lines on show are in the page. */
import {
  type ClipboardEventHandler,
  type KeyboardEventHandler,
  type ReactNode,
  type Ref,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { t } from "../../shared/i18n";
import { HEAD, ROW } from "../chart/scene";
import type { Rows } from "../geometry/rows";
import type { Plan } from "../plan";
import type { Viewport } from "../viewport";
import { type Column, isNumber, WIDTHS, widthOf } from "./columns";
import { cellId, HeadingRow, Row } from "./Row";

export interface ActiveCell {
  row: number;
  column: Column;
}

interface Props {
  plan: Plan;
  rows: Rows;
  viewport: Viewport;
  columns: readonly Column[];
  width: number;
  closed: ReadonlySet<string>;
  active: ActiveCell | null;
  editor: ReactNode;
  gridRef: Ref<HTMLDivElement>;
  onPick: (row: number, column: Column) => void;
  onEdit: (row: number, column: Column) => void;
  onToggle: (key: string) => void;
  onKeyDown: KeyboardEventHandler<HTMLDivElement>;
  onPaste: ClipboardEventHandler<HTMLDivElement>;
  onCopy: ClipboardEventHandler<HTMLDivElement>;
}

/** Lines are made anew in steps of this many while scrolling. */
const STEP = 4;
/** What of a screen's height is not the plan's, at least. */
const AROUND = 180;

/** Lines beside those in sight, on either side: none in the first picture, which comes sooner then. */
function useSpare(): number {
  const [spare, spareSet] = useState(0);
  useEffect(() => {
    const next = requestAnimationFrame(() => spareSet(STEP));
    return () => cancelAnimationFrame(next);
  }, []);
  return spare;
}

/** The first line to make, and how many. */
function useLines(viewport: Viewport, count: number): readonly [number, number] {
  const spare = useSpare();
  const from = useSyncExternalStore(viewport.subscribe, () =>
    Math.max(0, Math.floor(viewport.shown().top / ROW / STEP) * STEP - spare),
  );
  const lines = useSyncExternalStore(
    viewport.subscribe,
    // before the first measure by the screen's: lines made later would be a second picture
    () => {
      const height = (viewport.shown().height || window.innerHeight - AROUND) - HEAD;
      return Math.ceil(height / ROW) + STEP + 2 * spare;
    },
  );
  return [Math.min(from, count), Math.min(count, from + lines)];
}

function Head({ columns }: { columns: readonly Column[] }) {
  return (
    <div role="rowgroup" className="gantt-head" style={{ blockSize: HEAD }}>
      <div role="row" aria-rowindex={1} className="gantt-head-row">
        {columns.map((column, at) => (
          <div
            key={column}
            role="columnheader"
            aria-colindex={at + 1}
            className={`gantt-cell ${isNumber(column) ? "is-number" : ""}`}
            style={{ inlineSize: WIDTHS[column] }}
          >
            {t(`gantt.columns.${column}`)}
          </div>
        ))}
      </div>
    </div>
  );
}

function Lines(props: Props) {
  const { plan, rows, viewport, columns, active, closed } = props;
  const [from, to] = useLines(viewport, rows.count);
  const pool = to - from + 1;
  const lines = [];
  for (let row = from; row < to; row += 1) {
    const place = rows.place[row]!;
    const mine = active?.row === row ? active.column : null;
    const shared = { row, top: row * ROW, columns, active: mine, onPick: props.onPick };
    // by its place among the lines on show and not by its row: elements are used again
    const key = `${row % pool}${place < 0 ? "h" : ""}`;
    if (place < 0) {
      const sum = rows.sums[-1 - place]!;
      lines.push(
        <HeadingRow key={key} {...shared} sum={sum} closed={closed.has(sum.key)} onToggle={props.onToggle} />,
      );
    } else {
      lines.push(
        <Row
          key={key}
          {...shared}
          plan={plan}
          place={place}
          level={rows.level[row]!}
          editor={mine ? props.editor : null}
          onEdit={props.onEdit}
        />,
      );
    }
  }
  return lines;
}

export function Grid(props: Props) {
  const { viewport, rows, columns, active } = props;
  const body = useRef<HTMLDivElement>(null);
  const follow = useRef(() => {});
  follow.current = () => {
    if (body.current) body.current.style.transform = `translateY(${-viewport.shown().top}px)`;
  };
  useLayoutEffect(() => follow.current());
  useEffect(() => viewport.subscribe(() => follow.current()), [viewport]);
  return (
    <div
      ref={props.gridRef}
      role="treegrid"
      aria-label={t("gantt.table")}
      aria-rowcount={rows.count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={active ? cellId(active.row, active.column) : undefined}
      tabIndex={0}
      className="gantt-grid"
      style={{ inlineSize: props.width }}
      onKeyDown={props.onKeyDown}
      onPaste={props.onPaste}
      onCopy={props.onCopy}
    >
      <div className="gantt-grid-inner" style={{ inlineSize: widthOf(columns) }}>
        <Head columns={columns} />
        <div className="gantt-rows">
          <div ref={body} role="rowgroup">
            <Lines {...props} />
          </div>
        </div>
      </div>
    </div>
  );
}
