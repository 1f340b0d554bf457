/** What is held at the rim of the chart makes the chart move on under it. */
import { useEffect, useRef } from "react";
import { HEAD, type Scene } from "./chart/scene";
import { rimSpeed } from "./geometry/rim";
import type { Pointed } from "./usePointer";
import type { Viewport } from "./viewport";

interface Held {
  pointed: Pointed;
  scene: Scene;
}

/** React empties an event once it was handled. */
function copied({ clientX, clientY, currentTarget }: Pointed): Pointed {
  return { clientX, clientY, currentTarget };
}

/** `move` is told where the pointer is over the chart that has moved; false: nothing is held any more. */
export function useRim(viewport: Viewport, move: (pointed: Pointed, scene: Scene) => boolean) {
  const down = useRef<Pointed | null>(null);
  const held = useRef<Held | null>(null);
  const frame = useRef(0);
  const step = (): void => {
    frame.current = 0;
    const [now, from] = [held.current, down.current];
    if (!now || !from) return;
    const { pointed, scene } = now;
    const box = pointed.currentTarget.getBoundingClientRect();
    const left = rimSpeed(pointed.clientX, from.clientX, box.left, box.right);
    const top = rimSpeed(pointed.clientY, from.clientY, box.top + HEAD, box.bottom);
    if ((!left && !top) || !viewport.scrollBy(left, top)) return;
    if (move(pointed, scene)) frame.current = requestAnimationFrame(step);
  };
  const take = (pointed: Pointed): void => {
    down.current = copied(pointed);
  };
  const hold = (pointed: Pointed, scene: Scene): void => {
    held.current = { pointed: copied(pointed), scene };
    frame.current ||= requestAnimationFrame(step);
  };
  const free = (): void => {
    held.current = null;
  };
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return { take, hold, free };
}
