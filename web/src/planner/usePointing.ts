/** The pointer on the chart: bars and links are dragged, links picked, what it rests on is told. */
import type { PointerEvent } from "react";
import type { ChartHandlers } from "./chart/Chart";
import { linkAt } from "./chart/lines";
import type { Hand, Scene } from "./chart/scene";
import { useDrag } from "./edit/useDrag";
import type { Edits } from "./edit/useEdits";
import { useLinks } from "./edit/useLinks";
import type { Part } from "./geometry/hit";
import type { Plan } from "./plan";
import type { Active } from "./useActive";
import type { Layout } from "./useLayout";
import { hitAt, isOnBar, type Pointed, pointOf, useRest } from "./usePointer";
import { useRim } from "./useRim";
import type { Viewport } from "./viewport";

interface Given {
  plan: Plan;
  layout: Layout;
  viewport: Viewport;
  active: Active;
  edits: Edits;
  mayEdit: boolean;
}

const CURSORS: Record<Part, string> = {
  body: "grab",
  edge: "ew-resize",
  "start-knob": "crosshair",
  "finish-knob": "crosshair",
};

export function usePointing({ plan, layout, viewport, active, edits, mayEdit }: Given) {
  const drag = useDrag(layout, viewport, edits, mayEdit);
  const links = useLinks(plan, viewport, edits, mayEdit);
  const { rest, look, leave } = useRest(viewport);
  const moveHeld = (pointed: Pointed, scene: Scene) =>
    links.move(pointed, scene) || drag.move(pointed, scene);
  const rim = useRim(viewport, moveHeld);
  const hand: Hand = {
    picked: links.place,
    knobs: mayEdit ? (rest?.place ?? -1) : -1,
    rubber: links.rubber,
  };
  const cursorOver = (event: PointerEvent<HTMLCanvasElement>, scene: Scene): string => {
    const point = pointOf(event, viewport);
    const hit = hitAt(scene, point);
    const onLine = !(hit && isOnBar(hit, point)) && linkAt(scene, point.x, point.y) >= 0;
    if (onLine) return "pointer";
    return hit && mayEdit ? CURSORS[hit.part] : "";
  };
  const handlers = (scene: Scene): ChartHandlers => ({
    onPointerMove: (event) => {
      if (moveHeld(event, scene)) return rim.hold(event, scene);
      event.currentTarget.style.cursor = cursorOver(event, scene);
      look(event, scene);
    },
    onPointerLeave: leave,
    onPointerUp: (event) => {
      rim.free();
      drag.drop(scene);
      links.drop(event, scene);
    },
    onPointerCancel: () => {
      rim.free();
      drag.cancel();
      links.cancel();
    },
    onPointerDown: (event) => {
      rim.take(event);
      if (links.take(event, scene)) return leave();
      const hit = hitAt(scene, pointOf(event, viewport));
      if (hit) active.pick(hit.row, "name");
      if (drag.take(event, scene)) leave();
    },
  });
  return { hand, handlers, links, rest, preview: drag.preview };
}
