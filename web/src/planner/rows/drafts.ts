/** New activities as the API takes them. */
import type { Gantt, LinkKind, Plan } from "../plan";

export const KINDS = [
  "task",
  "start_milestone",
  "finish_milestone",
  "inspection_milestone",
  "level_of_effort",
] as const;

/** What `activities/` is asked to store. */
export interface Draft {
  project: number;
  code: string;
  name: string;
  name_en: string;
  kind: (typeof KINDS)[number];
  building: number | null;
  wbs: string;
  calendar: number | null;
  duration_days: number;
  planned_start?: string;
  planned_finish?: string;
  responsible?: string;
}

/** A link of a draft, by the codes of its ends: what is not made yet has no id. */
export interface LinkDraft {
  predecessor: string;
  successor: string;
  kind: LinkKind;
  lag_days?: number;
  lag_percent?: number;
  lag_clock?: Gantt["links"]["lag_clock"][number];
}

export function lasts(kind: Draft["kind"]): boolean {
  return kind === "task" || kind === "level_of_effort";
}

/** The codes of a plan. */
export function codesOf(plan: Plan): ReadonlySet<string> {
  return new Set(plan.said.activities.code);
}
