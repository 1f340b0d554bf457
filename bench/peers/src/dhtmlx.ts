/** dhtmlx-gantt in the fast mode of its guide: smart rendering, and a picture for the grid's lines. */
import { gantt } from "dhtmlx-gantt";
import "dhtmlx-gantt/codebase/dhtmlxgantt.css";
import { COLUMNS, FIRST_ZOOM, HEAD_HEIGHT, ROW_HEIGHT, TABLE_WIDTH, tierOf, ZOOMS, zoomButtons } from "./look";
import { dayText, planRead, type Row } from "./plan";
import "./page.css";

const KINDS: Record<string, string> = { FS: "0", SS: "1", FF: "2", SF: "3" };

function columnOf([id, label, width]: (typeof COLUMNS)[number]) {
  const template = (row: { start_date: Date; end_date: Date }) =>
    dayText(id === "start" ? row.start_date : row.end_date);
  const dated = id === "start" || id === "end";
  return { name: id, label, width, ...(dated ? { template } : {}) };
}

function taskOf({ start, end, milestone, ...row }: Row) {
  const type = milestone ? "milestone" : "task";
  return { ...row, start_date: start, end_date: end, progress: row.percent / 100, type };
}

/** One scroll for table and bars, as wide a table as ours. */
const layout = {
  css: "gantt_container",
  cols: [
    {
      width: TABLE_WIDTH,
      rows: [
        { view: "grid", scrollX: "gridScroll", scrollable: true, scrollY: "scrollVer" },
        { view: "scrollbar", id: "gridScroll" },
      ],
    },
    { resizer: true, width: 1 },
    {
      rows: [
        { view: "timeline", scrollX: "scrollHor", scrollY: "scrollVer" },
        { view: "scrollbar", id: "scrollHor" },
      ],
    },
    { view: "scrollbar", id: "scrollVer" },
  ],
};

const plan = await planRead();
Object.assign(gantt.config, {
  layout,
  columns: COLUMNS.map(columnOf),
  smart_rendering: true,
  static_background: true,
  row_height: ROW_HEIGHT,
  scale_height: HEAD_HEIGHT,
  start_date: plan.first,
  end_date: plan.last,
});
gantt.ext.zoom.init({
  levels: ZOOMS.map(({ name, upper, lower, width }) => ({
    name,
    min_column_width: width,
    scale_height: HEAD_HEIGHT,
    scales: [tierOf(upper), tierOf(lower)],
  })),
});
gantt.ext.zoom.setLevel(FIRST_ZOOM);
gantt.init("chart");
gantt.parse({
  data: plan.rows.map(taskOf),
  links: plan.links.map(({ id, from, to, kind }) => ({ id, source: from, target: to, type: KINDS[kind]! })),
});
zoomButtons((place) => gantt.ext.zoom.setLevel(place));
