/** The plan as table and bars under one scroll. */
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { language } from "../shared/i18n";
import { Chart } from "./chart/Chart";
import { usePalette } from "./chart/palette";
import { HEAD, ROW, type Scene } from "./chart/scene";
import { Tip } from "./chart/Tip";
import { widthOf as chartWidth } from "./geometry/scale";
import { columnsFor, widthOf } from "./grid/columns";
import { Grid } from "./grid/Grid";
import type { Plan } from "./plan";
import { Splitter } from "./Splitter";
import { Nothing, Problem } from "./States";
import { Toolbar } from "./Toolbar";
import { useActive } from "./useActive";
import { frontOf, useFrontLine } from "./useGantt";
import { type Layout, useLayout } from "./useLayout";
import { hitAt, pointOf, useRest } from "./usePointer";
import { useScroll, zoomedBy } from "./useScroll";
import { useView, type View } from "./useView";
import { Viewport } from "./viewport";

const NARROW = 640;
const TABLE_LEAST = 120;
const TABLE_SHARE = 0.46;
const NOBODY: ReadonlySet<number> = new Set();

/** How wide the table is at first: on a phone the names alone. */
function firstWidth(narrow: boolean): number {
  return narrow ? 150 : Math.min(widthOf(columnsFor(false)), window.innerWidth * TABLE_SHARE);
}

function useFront(plan: Plan, view: View, layout: Layout) {
  const { project, computation } = plan.said;
  const { data } = useFrontLine(project, computation, view.look.front && plan.count > 0);
  return useMemo(
    () =>
      data && view.look.front ? frontOf(data, plan, layout.scale, layout.calendarOf) : null,
    [data, view.look.front, plan, layout.scale, layout.calendarOf],
  );
}

function useScene(plan: Plan, view: View, layout: Layout, active: number): Scene {
  const palette = usePalette();
  const front = useFront(plan, view, layout);
  const { rows, links, scale, workdays } = layout;
  return {
    plan,
    rows,
    links,
    scale,
    workdays,
    palette,
    front,
    active,
    zoom: view.look.zoom,
    language: language(),
    baseline: view.look.baseline,
    selectedLink: -1,
    flashing: NOBODY,
    preview: null,
    rubber: null,
  };
}

export function Gantt({ plan }: { plan: Plan }) {
  const narrow = window.innerWidth < NARROW;
  const columns = useMemo(() => columnsFor(narrow), [narrow]);
  const [viewport] = useState(() => new Viewport());
  const [tableWidth, setTableWidth] = useState(() => firstWidth(narrow));
  const grid = useRef<HTMLDivElement>(null);
  const view = useView(plan.said.buildings.length ? "building" : "wbs", narrow ? "quarter" : "month");
  const layout = useLayout(plan, view);
  const active = useActive(layout.rows, columns, viewport);
  const scene = useScene(plan, view, layout, active.cell?.row ?? -1);
  const { toToday } = useScroll(viewport, plan, layout, tableWidth);
  const { rest, look, leave } = useRest(scene, viewport);
  const onKeyDown = (event: KeyboardEvent) => {
    const heading = active.cell ? layout.rows.place[active.cell.row]! : 0;
    const sum = heading < 0 ? layout.rows.sums[-1 - heading] : undefined;
    if (sum && toggles(event.key, view.closed.has(sum.key))) {
      event.preventDefault();
      view.toggle(sum.key);
      return;
    }
    active.follow(event);
  };
  return (
    <div className="gantt">
      <Toolbar plan={plan} view={view} layout={layout} onToday={toToday} />
      <Problem code={plan.said.problem} />
      <div
        ref={viewport.attach}
        className="gantt-scroller"
        onWheel={(event) => {
          const zoom = zoomedBy(event, view.look.zoom);
          if (zoom) view.change({ zoom });
        }}
      >
        <div
          className="gantt-space"
          style={{
            inlineSize: tableWidth + chartWidth(layout.scale),
            blockSize: HEAD + layout.rows.count * ROW + ROW,
          }}
        >
          <div className="gantt-stage">
            <Grid
              plan={plan}
              rows={layout.rows}
              viewport={viewport}
              columns={columns}
              width={tableWidth}
              closed={view.closed}
              active={active.cell}
              editor={null}
              gridRef={grid}
              onPick={active.pick}
              onEdit={active.pick}
              onToggle={view.toggle}
              onKeyDown={onKeyDown}
              onPaste={() => {}}
              onCopy={() => {}}
            />
            <div className="gantt-chart">
              <Chart
                scene={scene}
                viewport={viewport}
                beside={tableWidth}
                handlers={{
                  onPointerMove: look,
                  onPointerLeave: leave,
                  onPointerDown: (event) => {
                    const hit = hitAt(scene, pointOf(event, viewport));
                    if (hit) active.pick(hit.row, "name");
                  },
                }}
              />
              {rest && <Tip plan={plan} workdays={layout.workdays} rest={rest} />}
              {!layout.rows.count && <Nothing empty={plan.count === 0} />}
            </div>
            <Splitter
              width={tableWidth}
              least={TABLE_LEAST}
              most={widthOf(columns)}
              onChange={setTableWidth}
            />
          </div>
        </div>
      </div>
    </div>
  );
}

/** At a heading Enter and the space bar turn it, the arrows open and close it. */
function toggles(key: string, closed: boolean): boolean {
  if (key === "Enter" || key === " ") return true;
  return closed ? key === "ArrowRight" : key === "ArrowLeft";
}
