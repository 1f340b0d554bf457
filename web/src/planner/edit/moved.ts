/** What an edit moved: as the server answered it, or as the columns before and after it say. */
import { isoOf } from "../geometry/days";
import type { Gantt } from "../plan";

export interface Moved {
  activity: number;
  code: string;
  name: string;
  forecast_finish_before: string;
  forecast_finish: string;
  finish_shift_days: number;
}

/** What an edit led to; null where the plan is not computed. */
export interface Led {
  schedule: { moved_count: number; moved: readonly Moved[] } | null;
}

/** A removal is answered by nothing, so the columns are compared. */
export function movedBetween(before: Gantt, after: Gantt): Moved[] {
  const was = new Map(before.activities.id.map((id, place) => [id, place]));
  const { id, code, name, forecast_start, forecast_finish } = after.activities;
  return id.flatMap((activity, place) => {
    const old = was.get(activity);
    const [start, finish] = [forecast_start[place], forecast_finish[place]];
    if (old === undefined || start === null || finish === null || finish === undefined) return [];
    const finishWas = before.activities.forecast_finish[old];
    const startWas = before.activities.forecast_start[old];
    if (finishWas === null || finishWas === undefined) return [];
    if (startWas === start && finishWas === finish) return [];
    return {
      activity,
      code: code[place]!,
      name: name[place]!,
      forecast_finish_before: isoOf(finishWas),
      forecast_finish: isoOf(finish),
      finish_shift_days: finish - finishWas,
    };
  });
}
