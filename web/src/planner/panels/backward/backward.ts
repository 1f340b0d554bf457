/** 倒排 as the API answers it, and what the panel reads out of it. */
import type { components } from "../../../shared/schema";
import type { WhatIfs } from "../../chart/scene";
import { dayFromIso, isoOf } from "../../geometry/days";
import { NONE, type Plan } from "../../plan";

export type Look = components["schemas"]["BackwardAnswer"];
export type Question = components["schemas"]["BackwardRequestRequest"];
export type Driver = Look["drivers"][number];

/** `short`: the goal comes too late; `tight`: it does not, but another date in the plan does. */
export interface Verdict {
  kind: "met" | "short" | "tight";
  /** Calendar days to spare, or that are missing. */
  days: number;
}

export function verdictOf(look: Look): Verdict {
  const late = (dayFromIso(look.expected_finish) ?? 0) - (dayFromIso(look.finish) ?? 0);
  if (look.met) return { kind: "met", days: Math.max(0, -late) };
  return late > 0 ? { kind: "short", days: late } : { kind: "tight", days: -late };
}

/** The activity of a code, as people type it. */
export function placeOfCode(plan: Plan, code: string): number | null {
  const sought = code.trim().toLowerCase();
  const place = plan.said.activities.code.findIndex((each) => each.toLowerCase() === sought);
  return place < 0 ? null : place;
}

/** Can a finish of it be asked for? What has happened and what follows others has none. */
export function isGoal(plan: Plan, place: number): boolean {
  const { kind, actual_finish } = plan.said.activities;
  return kind[place] !== "level_of_effort" && actual_finish[place] === null;
}

/** The milestones that are still open. */
export function openMilestones(plan: Plan, most: number): number[] {
  const found: number[] = [];
  for (let place = 0; place < plan.count && found.length < most; place += 1) {
    if (plan.milestone[place] && isGoal(plan, place)) found.push(place);
  }
  return found;
}

/** What was approved for an activity, or for the whole plan, else what is expected. */
export function dayProposed(plan: Plan, place: number | null): string {
  const { baseline_finish, planned_finish } = plan.said.activities;
  const dayOf = (at: number) => baseline_finish[at] ?? planned_finish[at] ?? plan.finish[at]!;
  if (place !== null) return dayOf(place) === NONE ? "" : isoOf(dayOf(place));
  let last = NONE;
  for (let at = 0; at < plan.count; at += 1) last = Math.max(last, dayOf(at));
  return last === NONE ? "" : isoOf(last);
}

/** The days by which a driver's work is too late, of its own calendar; null where none is told. */
export function daysShort(look: Look, { activity }: Driver): number | null {
  const found = look.activities.find((each) => each.activity === activity);
  return found ? Math.max(0, -found.total_float_days) : null;
}

/** The latest dates, to be laid over the bars. */
export function supposed(look: Look): WhatIfs {
  return new Map(
    look.activities.map((each) => [
      each.activity,
      {
        start: dayFromIso(each.latest_start) ?? NONE,
        finish: dayFromIso(each.latest_finish) ?? NONE,
        late: each.total_float_days < 0,
      },
    ]),
  );
}
