/** The columns after a change, as its answer says, until they are read again. */
import type { components } from "../../shared/schema";
import { dayFromIso } from "../geometry/days";
import type { Columns, Gantt } from "../plan";

export type Answer = components["schemas"]["ActivityAnswer"];

const DAYS: ReadonlySet<string> = new Set([
  "planned_start",
  "planned_finish",
  "baseline_finish",
  "early_start",
  "early_finish",
  "late_start",
  "late_finish",
  "forecast_start",
  "forecast_finish",
  "actual_start",
  "actual_finish",
  "constraint_date",
]);

function valueOf(name: string, value: unknown): unknown {
  if (DAYS.has(name)) return typeof value === "string" ? dayFromIso(value) : null;
  return name === "percent_complete" ? Number(value) : value;
}

/**
 * New columns where something differs; the others are the same arrays. The answer of another row
 * than an activity (`own` false) tells only what moved.
 */
export function applied(said: Gantt, answer: Pick<Answer, "id" | "schedule">, own = true): Gantt {
  const columns = { ...said.activities } as unknown as Record<string, unknown[]>;
  const places = new Map(said.activities.id.map((id, place) => [id, place]));
  const fresh = new Set<string>();
  const set = (at: number, name: string, value: unknown) => {
    if (columns[name] === undefined || columns[name][at] === value) return;
    if (!fresh.has(name)) columns[name] = columns[name].slice();
    fresh.add(name);
    columns[name][at] = value;
  };
  const place = own ? places.get(answer.id) : undefined;
  if (place !== undefined) {
    for (const [name, value] of Object.entries(answer)) set(place, name, valueOf(name, value));
  }
  for (const moved of answer.schedule?.moved ?? []) {
    const at = places.get(moved.activity);
    if (at === undefined) continue;
    set(at, "forecast_start", dayFromIso(moved.forecast_start));
    set(at, "forecast_finish", dayFromIso(moved.forecast_finish));
    set(at, "total_float", moved.total_float_days);
    set(at, "critical", moved.critical);
  }
  return { ...said, activities: columns as unknown as Columns };
}
