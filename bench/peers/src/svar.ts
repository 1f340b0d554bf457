/** @svar-ui/react-gantt: draws what is in view by itself, nothing is to be switched on. */
import { Gantt, type IColumnConfig, Willow } from "@svar-ui/react-gantt";
import "@svar-ui/react-gantt/all.css";
import { createElement, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { COLUMNS, FIRST_ZOOM, HEAD_HEIGHT, ROW_HEIGHT, TABLE_WIDTH, tierOf, ZOOMS, zoomButtons } from "./look";
import { dayText, type Plan, planRead, type Row } from "./plan";
import "./page.css";

const ENDS: Record<string, string> = { FS: "e2s", SS: "s2s", FF: "e2e", SF: "s2e" };

const columns: IColumnConfig[] = COLUMNS.map(([id, header, width]) => ({
  id,
  header,
  width,
  ...(id === "start" || id === "end" ? { template: dayText } : {}),
}));

function taskOf({ milestone, percent, ...row }: Row) {
  const type = milestone ? "milestone" : "task";
  return { ...row, percent, progress: percent, type, parent: 0 };
}

function Chart({ plan }: { plan: Plan }) {
  const [place, setPlace] = useState(FIRST_ZOOM);
  const [tasks] = useState(() => plan.rows.map(taskOf));
  const [links] = useState(() =>
    plan.links.map(({ id, from, to, kind }) => ({ id, source: from, target: to, type: ENDS[kind] })),
  );
  const zoom = ZOOMS[place]!;
  const [scales, setScales] = useState(() => [tierOf(zoom.upper), tierOf(zoom.lower)]);
  useEffect(() => {
    zoomButtons((chosen) => {
      setPlace(chosen);
      setScales([tierOf(ZOOMS[chosen]!.upper), tierOf(ZOOMS[chosen]!.lower)]);
    });
  }, []);
  return createElement(Gantt, {
    tasks,
    links,
    columns,
    scales,
    start: plan.first,
    end: plan.last,
    lengthUnit: "day",
    cellWidth: zoom.width,
    cellHeight: ROW_HEIGHT,
    scaleHeight: HEAD_HEIGHT / 2,
    gridWidth: TABLE_WIDTH,
  });
}

const plan = await planRead();
// the theme's fonts would be fetched from another server
createRoot(document.querySelector("#chart")!).render(
  createElement(Willow, { fonts: false }, createElement(Chart, { plan })),
);
