/** Going to an activity that something beside the chart names, wherever filters and headings hide it. */
import { useLayoutEffect, useState } from "react";
import { NOTHING_ASKED } from "./geometry/filters";
import { xOf } from "./geometry/scale";
import { NONE, type Plan } from "./plan";
import type { Active } from "./useActive";
import type { Layout } from "./useLayout";
import type { View } from "./useView";
import type { Viewport } from "./viewport";

interface Given {
  plan: Plan;
  view: View;
  layout: Layout;
  active: Active;
  viewport: Viewport;
  /** What the table takes of the view's width. */
  beside: number;
  toDay: (day: number) => void;
}

export function useGoTo({ plan, view, layout, active, viewport, beside, toDay }: Given) {
  const { rows, scale } = layout;
  const [sought, setSought] = useState<number | null>(null);
  const show = (place: number, row: number) => {
    active.go({ row, column: "name" });
    const day = plan.start[place]!;
    if (day === NONE) return;
    const { left, width } = viewport.shown();
    const x = xOf(scale, day);
    if (x < left || x + scale.perDay > left + width - beside) toDay(day);
  };
  useLayoutEffect(() => {
    if (sought === null) return;
    const place = plan.placeOf.get(sought);
    const stands = place === undefined ? -1 : rows.standsAt[place]!;
    if (place !== undefined && rows.rowOf[place]! >= 0) {
      show(place, rows.rowOf[place]!);
      setSought(null);
    } else if (stands >= 0) {
      // what a closed heading hides comes with the rows of the next picture
      view.toggle(rows.sums[-1 - rows.place[stands]!]!.key);
    } else if (place !== undefined && view.look.asked !== NOTHING_ASKED) {
      view.change({ asked: NOTHING_ASKED });
    } else setSought(null);
  }, [sought, rows]);
  return setSought;
}
