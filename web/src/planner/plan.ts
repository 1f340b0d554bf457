/** A project's plan as the server's columns, and what drawing needs beside them. */
import type { components } from "../shared/schema";

export type Gantt = components["schemas"]["GanttAnswer"];
export type Columns = Gantt["activities"];
export type LinkKind = components["schemas"]["LinkKindEnum"];

/** In the place of a day that is not known. */
export const NONE = -(2 ** 31);

/**
 * `start` and `finish` are the days of the bar, both of them in it: what is expected where the plan
 * was computed, else what is planned. Links are given by the places of their ends.
 */
export interface Plan {
  said: Gantt;
  count: number;
  placeOf: ReadonlyMap<number, number>;
  start: Int32Array;
  finish: Int32Array;
  ghostStart: Int32Array;
  ghostFinish: Int32Array;
  milestone: Uint8Array;
  linkFrom: Int32Array;
  linkTo: Int32Array;
  /** The first and the last day on which anything is drawn. */
  first: number;
  last: number;
}

type Days = readonly (number | null)[];

/** Each place's first known day of the columns. */
function firstKnown(count: number, ...columns: Days[]): Int32Array {
  const found = new Int32Array(count).fill(NONE);
  for (let place = 0; place < count; place += 1) {
    for (const column of columns) {
      const day = column[place];
      if (day !== null && day !== undefined) {
        found[place] = day;
        break;
      }
    }
  }
  return found;
}

function placesOf(ids: readonly number[], placeOf: ReadonlyMap<number, number>): Int32Array {
  return Int32Array.from(ids, (id) => placeOf.get(id) ?? -1);
}

/** The first and the last day of anything; those around today where nothing has a date. */
function extentOf(said: Gantt, columns: readonly Int32Array[]): { first: number; last: number } {
  let first = said.today;
  let last = said.today;
  for (const column of columns) {
    for (const day of column) {
      if (day === NONE) continue;
      if (day < first) first = day;
      if (day > last) last = day;
    }
  }
  return { first, last };
}

export function planOf(said: Gantt): Plan {
  const all = said.activities;
  const count = all.id.length;
  const placeOf = new Map(all.id.map((id, place) => [id, place]));
  const milestone = Uint8Array.from(all.kind, (kind) => Number(kind.endsWith("_milestone")));
  const finish = firstKnown(count, all.forecast_finish, all.actual_finish, all.planned_finish);
  const start = firstKnown(count, all.forecast_start, all.actual_start, all.planned_start);
  for (let place = 0; place < count; place += 1) {
    // a milestone has one day, and a bar of which one end is known is at least there
    if (milestone[place] && finish[place] !== NONE) start[place] = finish[place] ?? NONE;
    if (start[place] === NONE) start[place] = finish[place] ?? NONE;
    if (finish[place] === NONE) finish[place] = start[place] ?? NONE;
  }
  const ghostFinish = firstKnown(count, all.baseline_finish);
  const ghostStart = firstKnown(count, all.baseline_start, all.baseline_finish);
  return {
    said,
    count,
    placeOf,
    start,
    finish,
    ghostStart,
    ghostFinish,
    milestone,
    linkFrom: placesOf(said.links.predecessor, placeOf),
    linkTo: placesOf(said.links.successor, placeOf),
    ...extentOf(said, [start, finish, ghostStart, ghostFinish]),
  };
}

/** Calendar days by which a finish lies behind what was approved; 0 for what is on time. */
export function daysLate(plan: Plan, place: number): number {
  const approved = plan.said.activities.baseline_finish[place] ??
    plan.said.activities.planned_finish[place] ?? null;
  const finish = plan.finish[place] ?? NONE;
  if (approved === null || finish === NONE) return 0;
  return Math.max(0, finish - approved);
}
