/** Links by the pointer: drawn from a bar's knob, picked by their line, hung elsewhere by an end. */
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from "react";
import { lineOf, linkAt } from "../chart/lines";
import { barOf, type Rubber, type Scene } from "../chart/scene";
import { endAt, endOfKnob } from "../geometry/hit";
import { endsOf, kindOf } from "../geometry/links";
import type { Plan } from "../plan";
import { hitAt, isOnBar, type Point, type Pointed, pointOf, rowUnder } from "../usePointer";
import type { Viewport } from "../viewport";
import { type LinkEnd, linkHung, linkMade, linkRemoved, type Tie } from "./linkEdits";
import type { Edits } from "./useEdits";

/** A pointer that went no farther than this was clicked. */
const STILL = 4;
/** How near to a picked line's end its grip is taken. */
const GRIP = 8;

interface Held {
  /** The end that stays where it is. */
  fast: Tie;
  from: readonly [number, number];
  /** The link of which the other end is moved; null: a new one. */
  hung: { link: number; which: LinkEnd } | null;
}

/** The end of a picked link that is under a point. */
function gripAt(scene: Scene, { x, y }: Point): Held | null {
  const { plan, hand } = scene;
  const points = hand.picked < 0 ? null : lineOf(scene, hand.picked);
  if (!points) return null;
  const link = hand.picked;
  const [leaves, comes] = endsOf(plan.said.links.kind[link]!);
  const ends = [points.slice(0, 2), points.slice(-2)] as [[number, number], [number, number]];
  const near = ([atX, atY]: readonly [number, number]) => Math.hypot(atX - x, atY - y) <= GRIP;
  if (near(ends[1])) {
    const fast = { place: plan.linkFrom[link]!, end: leaves };
    return { fast, from: ends[0], hung: { link, which: "successor" } };
  }
  if (!near(ends[0])) return null;
  const fast = { place: plan.linkTo[link]!, end: comes };
  return { fast, from: ends[1], hung: { link, which: "predecessor" } };
}

function knobAt(scene: Scene, point: Point): Held | null {
  const hit = hitAt(scene, point);
  const end = hit && endOfKnob(hit.part);
  if (!hit || !end) return null;
  const x = end === "start" ? hit.bar.left : hit.bar.right;
  return { fast: { place: hit.place, end }, from: [x, hit.bar.y], hung: null };
}

/** Which end of another bar is under a point. */
function targetAt(scene: Scene, point: Point, besides: number): Tie | null {
  const row = rowUnder(scene, point);
  const place = row === null ? -1 : scene.rows.place[row]!;
  const bar = row === null || place < 0 || place === besides ? null : barOf(scene, place, row);
  const end = bar && endAt(bar, point.x);
  return end ? { place, end } : null;
}

export function useLinks(plan: Plan, viewport: Viewport, edits: Edits, mayEdit: boolean) {
  const held = useRef<Held | null>(null);
  const down = useRef<Point | null>(null);
  const [rubber, setRubber] = useState<Rubber | null>(null);
  const [picked, setPicked] = useState<number | null>(null);
  const place = useMemo(
    () => (picked === null ? -1 : plan.said.links.id.indexOf(picked)),
    [picked, plan],
  );
  const pick = (made: number | null) => made !== null && setPicked(made);

  const cancel = (): void => {
    held.current = null;
    setRubber(null);
  };
  /** True where the pointer took hold of a knob or of a picked link's end. */
  const take = (event: PointerEvent<HTMLCanvasElement>, scene: Scene): boolean => {
    const point = pointOf(event, viewport);
    down.current = point;
    if (!mayEdit || event.pointerType === "touch" || event.button !== 0) return false;
    held.current = gripAt(scene, point) ?? knobAt(scene, point);
    if (!held.current) return false;
    event.currentTarget.setPointerCapture(event.pointerId);
    return true;
  };
  const isStill = ({ seenX, seenY }: Point): boolean =>
    down.current !== null &&
    Math.hypot(seenX - down.current.seenX, seenY - down.current.seenY) < STILL;
  /** True while a line is drawn. */
  const move = (pointed: Pointed, scene: Scene): boolean => {
    if (!held.current) return false;
    const point = pointOf(pointed, viewport);
    const { fast, from } = held.current;
    if (!isStill(point)) {
      setRubber({ from, to: [point.x, point.y], target: targetAt(scene, point, fast.place) });
    }
    return true;
  };
  const tie = ({ fast, hung }: Held, target: Tie): void => {
    if (hung) edits.send(linkHung(plan, hung.link, hung.which, target), pick);
    else {
      const kind = kindOf(fast.end, target.end);
      edits.send(linkMade(plan, fast.place, target.place, kind), pick);
    }
  };
  /** Let go: a line is tied; where the pointer stayed, the link under it is picked, or none. */
  const drop = (event: PointerEvent, scene: Scene): void => {
    const taken = held.current;
    const point = pointOf(event, viewport);
    if (isStill(point)) {
      const hit = hitAt(scene, point);
      const link = hit && isOnBar(hit, point) ? -1 : linkAt(scene, point.x, point.y);
      setPicked(plan.said.links.id[link] ?? null);
    } else if (taken) {
      const target = targetAt(scene, point, taken.fast.place);
      if (target) tie(taken, target);
    }
    cancel();
  };
  const remove = (): void => {
    if (!mayEdit || place < 0) return;
    edits.send(linkRemoved(plan, place));
    setPicked(null);
  };
  const leave = (): void => setPicked(null);
  /** False where the key has nothing to do with links. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key === "Escape" && held.current) cancel();
    else if (place < 0) return false;
    else if (event.key === "Escape") leave();
    else if (event.key === "Delete") remove();
    else return false;
    event.preventDefault();
    return true;
  };
  return { place, rubber, take, move, drop, cancel, remove, leave, onKey };
}

export type Links = ReturnType<typeof useLinks>;
