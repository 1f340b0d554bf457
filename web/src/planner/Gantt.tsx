/** The plan as table and bars under one scroll. */
import { type KeyboardEvent, lazy, Suspense, useMemo, useRef, useState } from "react";
import { useSearch } from "../frame/address";
import type { Boot } from "../shared/boot";
import { language, wordsAdd } from "../shared/i18n";
import * as linkWords from "../shared/i18n/linkWords";
import { Chart } from "./chart/Chart";
import { usePalette } from "./chart/palette";
import { type Hand, HEAD, type Preview, ROW, type Scene, type WhatIfs } from "./chart/scene";
import { Tip } from "./chart/Tip";
import { widthOf as chartWidth } from "./geometry/scale";
import { columnsFor, widthOf } from "./grid/columns";
import { Grid } from "./grid/Grid";
import type { Plan } from "./plan";
import { Dock } from "./panels/Dock";
import { panelIn, withPanel } from "./panels/panels";
import { Splitter } from "./Splitter";
import { Nothing, Problem } from "./States";
import { Toolbar } from "./Toolbar";
import { Conflict } from "./edit/Conflict";
import { EditState } from "./edit/EditState";
import { useEditing } from "./edit/useEditing";
import { useEdits } from "./edit/useEdits";
import { Beginnings } from "./rows/Beginnings";
import { useRows } from "./rows/useRows";
import { useActive } from "./useActive";
import { frontOf, useFrontLine } from "./useGantt";
import { useGoTo } from "./useGoTo";
import { type Layout, useLayout } from "./useLayout";
import { usePointing } from "./usePointing";
import { useScroll, zoomedBy } from "./useScroll";
import { useView, type View } from "./useView";
import { Viewport } from "./viewport";

const LinkCard = lazy(() => import("./edit/LinkCard"));

wordsAdd(linkWords);

const NARROW = 640;
const TABLE_LEAST = 120;
const TABLE_SHARE = 0.46;
const DOCKED_TABLE = 430;

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

interface Over {
  active: number;
  /** Ids of the activities that moved. */
  flashing: ReadonlySet<number>;
  preview: Preview | null;
  whatIf: WhatIfs | null;
  hand: Hand;
}

function useScene(plan: Plan, view: View, layout: Layout, over: Over): Scene {
  const palette = usePalette();
  const front = useFront(plan, view, layout);
  const { rows, links, scale, workdays } = layout;
  const flashing = useMemo(
    () => new Set([...over.flashing].map((id) => plan.placeOf.get(id) ?? -1)),
    [over.flashing, plan],
  );
  return {
    plan,
    rows,
    links,
    scale,
    workdays,
    palette,
    front,
    flashing,
    active: over.active,
    preview: over.preview,
    whatIf: over.whatIf,
    hand: over.hand,
    zoom: view.look.zoom,
    language: language(),
    baseline: view.look.baseline,
  };
}

interface Props {
  plan: Plan;
  boot: Boot;
  mayEdit: boolean;
}

export function Gantt({ plan, boot, mayEdit }: Props) {
  const narrow = window.innerWidth < NARROW;
  const columns = useMemo(() => columnsFor(narrow), [narrow]);
  const [viewport] = useState(() => new Viewport());
  const wide = useState(() => firstWidth(narrow));
  const docked = useState(() => Math.min(firstWidth(narrow), DOCKED_TABLE));
  const grid = useRef<HTMLDivElement>(null);
  const view = useView(plan.said.buildings.length ? "building" : "wbs", narrow ? "quarter" : "month");
  const layout = useLayout(plan, view);
  const active = useActive(layout.rows, columns, viewport);
  const [search, searchSet] = useSearch();
  const panel = panelIn(search);
  const choose = (name: string | null) => searchSet(withPanel(search, name));
  // a panel takes its room from the table, so that the bars stay in sight
  const [tableWidth, setTableWidth] = panel ? docked : wide;
  const edits = useEdits(plan.said.project, boot);
  const editing = useEditing({ plan, layout, active, columns, edits, mayEdit, grid });
  const pointing = usePointing({ plan, layout, viewport, active, edits, mayEdit });
  const { hand, links, preview, rest } = pointing;
  const { flashing } = edits;
  const [whatIf, setWhatIf] = useState<WhatIfs | null>(null);
  const over = { active: active.cell?.row ?? -1, flashing, preview, whatIf, hand };
  const scene = useScene(plan, view, layout, over);
  const { toDay, toToday } = useScroll(viewport, plan, layout, tableWidth);
  const goTo = useGoTo({ plan, view, layout, active, viewport, beside: tableWidth, toDay });
  const made = useRows({ plan, boot, mayEdit, active, layout, grid, goTo });
  const onKeyDown = (event: KeyboardEvent) => {
    const heading = active.cell ? layout.rows.place[active.cell.row]! : 0;
    const sum = heading < 0 ? layout.rows.sums[-1 - heading] : undefined;
    if (sum && toggles(event.key, view.closed.has(sum.key))) {
      event.preventDefault();
      view.toggle(sum.key);
      return;
    }
    if (!links.onKey(event) && !made.onKey(event) && !editing.onKey(event)) active.follow(event);
  };
  return (
    <div className="gantt">
      <Toolbar plan={plan} view={view} layout={layout} onToday={toToday}>
        {made.tools}
        <EditState
          edits={edits}
          mayEdit={mayEdit}
          fault={editing.fault}
          panel={panel}
          onPanel={choose}
        />
      </Toolbar>
      <Problem code={plan.said.problem} />
      <div className="gantt-body">
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
              editor={editing.editor}
              gridRef={grid}
              onPick={active.pick}
              onEdit={() => editing.open()}
              onToggle={view.toggle}
              onKeyDown={onKeyDown}
              onPaste={(event) => made.onPaste(event) || editing.onPaste(event)}
              onCopy={editing.onCopy}
            />
            <div className="gantt-chart">
              <Chart
                scene={scene}
                viewport={viewport}
                beside={tableWidth}
                handlers={pointing.handlers(scene)}
              />
              {rest && <Tip plan={plan} workdays={layout.workdays} rest={rest} />}
              {!layout.rows.count && (
                <Nothing empty={plan.count === 0}>
                  {mayEdit && <Beginnings onNew={() => made.ask("new")} onPanel={choose} />}
                </Nothing>
              )}
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
        {links.place >= 0 && (
          <Suspense fallback={null}>
            <LinkCard
              plan={plan}
              links={links}
              edits={edits}
              mayEdit={mayEdit}
              onLeft={() => grid.current?.focus()}
            />
          </Suspense>
        )}
        {panel && (
          <Dock
            name={panel}
            plan={plan}
            boot={boot}
            mayEdit={mayEdit}
            place={active.place}
            last={edits.last}
            edits={edits}
            onGo={goTo}
            onSuppose={setWhatIf}
            onChoose={choose}
          />
        )}
      </div>
      {made.dialog}
      {edits.conflict && <Conflict plan={plan} clash={edits.conflict} onSettle={edits.settle} />}
    </div>
  );
}

/** At a heading Enter and the space bar turn it, the arrows open and close it. */
function toggles(key: string, closed: boolean): boolean {
  if (key === "Enter" || key === " ") return true;
  return closed ? key === "ArrowRight" : key === "ArrowLeft";
}
