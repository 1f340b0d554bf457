/** The panels beside the chart; each is fetched when it is first opened. */
import { type ComponentType, lazy } from "react";
import type { Boot } from "../../shared/boot";
import type { Led } from "../edit/moved";
import type { Edits } from "../edit/useEdits";
import type { WhatIfs } from "../chart/scene";
import type { Plan } from "../plan";

export interface PanelProps {
  plan: Plan;
  boot: Boot;
  mayEdit: boolean;
  /** The active activity's place. */
  place: number | null;
  /** What the last edit led to. */
  last: Led | null;
  edits: Edits;
  /** Go to an activity, by its id. */
  onGo: (activity: number) => void;
  /** Lay supposed dates over the bars, or take them away. */
  onSuppose: (dates: WhatIfs | null) => void;
}

/** In the order in which they are offered. The names are words of `gantt.panels`. */
export const PANELS: Readonly<Record<string, ComponentType<PanelProps>>> = {
  why: lazy(() => import("./Why")),
  links: lazy(() => import("./links/Links")),
  backward: lazy(() => import("./backward/Backward")),
  risk: lazy(() => import("./risk/Risk")),
  curve: lazy(() => import("./curve/Curve")),
  quality: lazy(() => import("./quality/Quality")),
  levelling: lazy(() => import("./levelling/Levelling")),
  baselines: lazy(() => import("./baselines/Baselines")),
  settings: lazy(() => import("./settings/Settings")),
};

/** The panel that the address names. */
export function panelIn(search: string): string | null {
  const name = new URLSearchParams(search).get("panel");
  return name !== null && Object.hasOwn(PANELS, name) ? name : null;
}

/** The address's query with another panel, or with none. */
export function withPanel(search: string, name: string | null): string {
  const query = new URLSearchParams(search);
  if (name) query.set("panel", name);
  else query.delete("panel");
  const said = query.toString();
  return said && `?${said}`;
}
