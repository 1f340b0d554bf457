/** The canvas with the bars. What it shows, the table beside it says in words. */
import { type PointerEventHandler, useLayoutEffect, useRef } from "react";
import { t } from "../../shared/i18n";
import type { Viewport } from "../viewport";
import { fit, paint } from "./paint";
import type { Scene, View } from "./scene";

export interface ChartHandlers {
  onPointerDown?: PointerEventHandler<HTMLCanvasElement>;
  onPointerMove?: PointerEventHandler<HTMLCanvasElement>;
  onPointerUp?: PointerEventHandler<HTMLCanvasElement>;
  onPointerLeave?: PointerEventHandler<HTMLCanvasElement>;
  onPointerCancel?: PointerEventHandler<HTMLCanvasElement>;
}

interface Props {
  scene: Scene;
  viewport: Viewport;
  /** What the table takes of the view's width. */
  beside: number;
  handlers: ChartHandlers;
}

/** The part of the chart that is seen beside the table. */
function viewOf(viewport: Viewport, beside: number): View {
  const { left, top, width, height } = viewport.shown();
  return { left, top, width: Math.max(0, width - beside), height };
}

export function Chart({ scene, viewport, beside, handlers }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(scene);
  latest.current = scene;
  const draw = useRef(() => {});
  draw.current = () => {
    const element = canvas.current;
    const view = viewOf(viewport, beside);
    if (!element || !view.width || !view.height) return;
    fit(element, view.width, view.height);
    element.style.inlineSize = `${view.width}px`;
    element.style.blockSize = `${view.height}px`;
    paint(element, latest.current, view);
    if (!element.dataset.drawn) {
      element.dataset.drawn = "true";
      performance.mark("first-bars");
    }
  };
  useLayoutEffect(() => draw.current());
  // before the page is measured for the first time, so that the first frame has the bars
  useLayoutEffect(() => viewport.subscribe(() => draw.current()), [viewport]);
  return (
    <canvas ref={canvas} className="gantt-canvas" role="img" aria-label={t("gantt.chart")} {...handlers} />
  );
}
