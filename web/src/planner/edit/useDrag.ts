/** Dragging a bar moves it, dragging its right edge changes its duration. */
import { type PointerEvent, useRef, useState } from "react";
import type { Preview, Scene } from "../chart/scene";
import { dayAt } from "../geometry/scale";
import type { Layout } from "../useLayout";
import { hitAt, type Pointed, pointOf } from "../usePointer";
import type { Viewport } from "../viewport";
import { barChange, isWritten } from "./changes";
import { differs } from "./steps";
import type { Edits } from "./useEdits";

interface Held {
  place: number;
  edge: boolean;
  from: number;
}

export function useDrag(layout: Layout, viewport: Viewport, edits: Edits, mayEdit: boolean) {
  const held = useRef<Held | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const dayUnder = (pointed: Pointed) => dayAt(layout.scale, pointOf(pointed, viewport).x);

  /** True where the pointer took hold of a bar. */
  const take = (event: PointerEvent<HTMLCanvasElement>, scene: Scene): boolean => {
    const hit = hitAt(scene, pointOf(event, viewport));
    if (!hit || !mayEdit || event.pointerType === "touch" || event.button !== 0) return false;
    const edge = hit.part === "edge" || scene.plan.milestone[hit.place] === 1;
    const grabbed = hit.part === "body" || hit.part === "edge";
    if (!grabbed || !isWritten(scene.plan, hit.place, edge ? "finish" : "start")) return false;
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { place: hit.place, edge, from: dayUnder(event) };
    return true;
  };
  /** True while a bar is dragged. */
  const move = (pointed: Pointed, scene: Scene): boolean => {
    if (!held.current) return false;
    const { place, edge, from } = held.current;
    const by = dayUnder(pointed) - from;
    const start = scene.plan.start[place]!;
    const finish = scene.plan.finish[place]! + by;
    const whole = scene.plan.milestone[place] === 1 || !edge;
    setPreview(
      whole ? { place, start: start + by, finish } : { place, start, finish: Math.max(start, finish) },
    );
    return true;
  };
  const drop = (scene: Scene): void => {
    const taken = held.current;
    held.current = null;
    setPreview(null);
    if (!taken || !preview) return;
    const { place, edge } = taken;
    const day = edge ? preview.finish : preview.start;
    if (day === (edge ? scene.plan.finish[place] : scene.plan.start[place])) return;
    const end = edge ? "finish" : "start";
    const change = barChange(scene.plan, place, end, day, layout.calendarOf(place));
    if (differs(change)) edits.send([change]);
  };
  const cancel = (): void => {
    held.current = null;
    setPreview(null);
  };
  return { preview, take, move, drop, cancel };
}
