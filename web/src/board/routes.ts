/** Which page an address shows; each beside the board comes as a file of its own. */
import { type ComponentType, lazy } from "react";
import type { Boot } from "../shared/boot";

export interface Shown {
  boot: Boot;
  /** The row of the address; 0 where it names none. */
  id: number;
}

const Inbox = lazy(() => import("../alerts/Inbox"));
const AlertPage = lazy(() => import("../alerts/AlertPage"));
const ProjectHome = lazy(() => import("../project/ProjectHome"));
const PhotosPage = lazy(() => import("../album/PhotosPage"));
const Wall = lazy(() => import("../wall/Wall"));
const RulesPage = lazy(() => import("../rules/RulesPage"));
const DestinationsPage = lazy(() => import("../destinations/DestinationsPage"));
const GanttPage = lazy(() => import("../planner/GanttPage"));
const ContactsPage = lazy(() => import("../contacts/ContactsPage"));

/** web/urls.py says the same. */
const ROUTES: readonly [RegExp, ComponentType<Shown>][] = [
  [/^\/alerts\/$/, Inbox],
  [/^\/alerts\/(\d+)\/$/, AlertPage],
  [/^\/wall\/$/, Wall],
  [/^\/projects\/(\d+)\/$/, ProjectHome],
  [/^\/projects\/(\d+)\/photos\/$/, PhotosPage],
  [/^\/projects\/(\d+)\/alert-rules\/$/, RulesPage],
  [/^\/projects\/(\d+)\/destinations\/$/, DestinationsPage],
  [/^\/projects\/(\d+)\/gantt\/$/, GanttPage],
  [/^\/me\/contacts\/$/, ContactsPage],
];

/** Null on the board itself. */
export function routeOf(path: string): { Shown: ComponentType<Shown>; id: number } | null {
  for (const [pattern, Shown] of ROUTES) {
    const found = pattern.exec(path);
    if (found) return { Shown, id: Number(found[1] ?? 0) };
  }
  return null;
}
