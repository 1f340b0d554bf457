/** How the reader looks at the plan: zoom, grouping, what is closed, what is asked for. */
import { useCallback, useState } from "react";
import { type Asked, NOTHING_ASKED } from "./geometry/filters";
import type { Grouping } from "./geometry/outline";
import type { Zoom } from "./geometry/scale";

export interface Look {
  zoom: Zoom;
  grouping: Grouping;
  asked: Asked;
  baseline: boolean;
  front: boolean;
}

export interface View {
  look: Look;
  change: (changes: Partial<Look>) => void;
  ask: (changes: Partial<Asked>) => void;
  closed: ReadonlySet<string>;
  toggle: (key: string) => void;
  close: (keys: Iterable<string>) => void;
}

export function useView(grouping: Grouping, zoom: Zoom): View {
  const [look, setLook] = useState<Look>({
    zoom,
    grouping,
    asked: NOTHING_ASKED,
    baseline: true,
    front: true,
  });
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const change = useCallback(
    (changes: Partial<Look>) => setLook((now) => ({ ...now, ...changes })),
    [],
  );
  const ask = useCallback(
    (changes: Partial<Asked>) =>
      setLook((now) => ({ ...now, asked: { ...now.asked, ...changes } })),
    [],
  );
  const toggle = useCallback((key: string) => {
    setClosed((now) => {
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  const close = useCallback((keys: Iterable<string>) => setClosed(new Set(keys)), []);
  return { look, change, ask, closed, toggle, close };
}
