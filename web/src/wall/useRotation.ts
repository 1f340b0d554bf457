/** One sheet after another, by the clock or by a key. */
import { useEffect, useState } from "react";
import { turned } from "./rotation";

const SHOWN_MS = 15_000;
const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

export interface Rotation {
  at: number;
  paused: boolean;
  step: (by: number) => void;
  pause: () => void;
}

export function useRotation(count: number): Rotation {
  const [at, setAt] = useState(0);
  const [paused, setPaused] = useState(false);
  const step = (by: number) => setAt((now) => turned(now, by, count));
  const pause = () => setPaused((now) => !now);
  useEffect(() => {
    if (paused || count < 2) return;
    const clock = setTimeout(() => setAt((now) => turned(now, 1, count)), SHOWN_MS);
    return () => clearTimeout(clock);
    // `at`: whoever turned by hand gets the full time
  }, [paused, count, at]);
  useEffect(() => {
    const key = (event: KeyboardEvent) => {
      const by = STEPS[event.key];
      if (by) setAt((now) => turned(now, by, count));
    };
    document.addEventListener("keydown", key);
    return () => document.removeEventListener("keydown", key);
  }, [count]);
  return { at: turned(at, 0, count), paused, step, pause };
}
