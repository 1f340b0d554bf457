/** Where the chart stands: at today's work first, and at the same day when the scale changes. */
import { useLayoutEffect, useRef, type WheelEvent } from "react";
import { ROW } from "./chart/scene";
import type { Rows } from "./geometry/rows";
import { dayAt, type Scale, scrollFor, ZOOMS, type Zoom } from "./geometry/scale";
import type { Plan } from "./plan";
import type { Layout } from "./useLayout";
import type { Viewport } from "./viewport";

const SHARE = 0.35;
/** Lines that stay in sight above the work of today. */
const ABOVE = 4;

/** The first line of work that is under way, or the first of all. */
function rowOfToday(plan: Plan, rows: Rows): number {
  const { today } = plan.said;
  const found = rows.place.findIndex(
    (place) => place >= 0 && plan.start[place]! <= today && plan.finish[place]! >= today,
  );
  return Math.max(0, found - ABOVE);
}

export function useScroll(viewport: Viewport, plan: Plan, layout: Layout, beside: number) {
  const { scale, rows } = layout;
  const before = useRef<Scale | null>(null);
  const leftOf = (day: number, share: number) =>
    scrollFor(scale, day, Math.max(0, viewport.shown().width - beside), share);
  const toDay = (day: number, share = SHARE) => viewport.scrollTo({ left: leftOf(day, share) });
  const toToday = () =>
    viewport.scrollTo({
      left: leftOf(plan.said.today, SHARE),
      top: rowOfToday(plan, rows) * ROW,
    });
  useLayoutEffect(() => {
    const last = before.current;
    before.current = scale;
    if (!last) return toToday();
    if (last.perDay === scale.perDay && last.origin === scale.origin) return;
    const { left, width } = viewport.shown();
    toDay(dayAt(last, left + Math.max(0, width - beside) / 2), 0.5);
  });
  return { toDay, toToday };
}

/** Ctrl and the wheel: the next zoom, finer upwards. */
export function zoomedBy(event: WheelEvent, zoom: Zoom): Zoom | null {
  if (!event.ctrlKey || !event.deltaY) return null;
  return ZOOMS[ZOOMS.indexOf(zoom) + Math.sign(event.deltaY)] ?? null;
}
