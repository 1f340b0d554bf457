/** Which page an address shows; each beside the board comes as a file of its own. */
import type { QueryClient } from "@tanstack/react-query";
import type { ComponentType } from "react";
import type { Boot } from "../shared/boot";

export interface Shown {
  boot: Boot;
  /** The row of the address; 0 where it names none. */
  id: number;
}

interface Part {
  default: ComponentType<Shown>;
  /** Reads what the page cannot be without. */
  early?: (client: QueryClient, id: number) => Promise<unknown>;
}

type Load = () => Promise<Part>;

/** web/urls.py says the same. */
const ROUTES: readonly [RegExp, Load][] = [
  [/^\/alerts\/$/, () => import("../alerts/Inbox")],
  [/^\/alerts\/(\d+)\/$/, () => import("../alerts/AlertPage")],
  [/^\/wall\/$/, () => import("../wall/Wall")],
  [/^\/projects\/(\d+)\/$/, () => import("../project/ProjectHome")],
  [/^\/projects\/(\d+)\/photos\/$/, () => import("../album/PhotosPage")],
  [/^\/projects\/(\d+)\/alert-rules\/$/, () => import("../rules/RulesPage")],
  [/^\/projects\/(\d+)\/destinations\/$/, () => import("../destinations/DestinationsPage")],
  [/^\/projects\/(\d+)\/gantt\/$/, () => import("../planner/GanttPage")],
  [/^\/me\/contacts\/$/, () => import("../contacts/ContactsPage")],
];
const BOARD: Route = { load: () => import("./Board"), id: 0 };

/** What an address shows, and the row that it names. */
export interface Route {
  load: Load;
  id: number;
}

/** The board, where the address is no other page's. */
export function routeOf(path: string): Route {
  for (const [pattern, load] of ROUTES) {
    const found = pattern.exec(path);
    if (found) return { load, id: Number(found[1] ?? 0) };
  }
  return BOARD;
}
