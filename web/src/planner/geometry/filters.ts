/** Which activities are shown: as the reader asked. */
import { daysLate, type Plan } from "../plan";

export interface Asked {
  critical: boolean;
  late: boolean;
  /** A building's id; null: all. */
  building: number | null;
  text: string;
}

export const NOTHING_ASKED: Asked = { critical: false, late: false, building: null, text: "" };

function holdsText(plan: Plan, place: number, text: string): boolean {
  const { code, name, name_en, wbs } = plan.said.activities;
  return [code, name, name_en, wbs].some((column) => column[place]?.toLowerCase().includes(text));
}

/** 1 for each place that is kept. */
export function kept(plan: Plan, asked: Asked): Uint8Array {
  const { critical, building } = plan.said.activities;
  const text = asked.text.trim().toLowerCase();
  const keep = new Uint8Array(plan.count);
  for (let place = 0; place < plan.count; place += 1) {
    keep[place] = Number(
      (!asked.critical || critical[place]) &&
        (!asked.late || daysLate(plan, place) > 0) &&
        (asked.building === null || building[place] === asked.building) &&
        (!text || holdsText(plan, place, text)),
    );
  }
  return keep;
}
