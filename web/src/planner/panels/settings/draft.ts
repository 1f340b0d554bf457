/** What the schedule rests on, as a form holds it, and what a change of it asks of the server. */
import type { Project } from "../../../frame/useProject";

const DAYS = ["data_date", "planned_start", "must_finish_by"] as const;
const NUMBERS = ["calendar", "critical_float_days", "near_critical_float_days"] as const;
// empty: the profile's own
const CHOICES = ["schedule_profile", "progress_mode", "critical_by"] as const;

export const FIELDS = [...DAYS, ...NUMBERS, ...CHOICES] as const;
export type Field = (typeof FIELDS)[number];
/** Only what was touched: what others change meanwhile is shown, and not overwritten. */
export type Draft = Partial<Record<Field, string>>;

function isNullable(field: Field): boolean {
  return !(CHOICES as readonly string[]).includes(field);
}

/** What a field shows. */
export function shownOf(project: Project, draft: Draft, field: Field): string {
  return draft[field] ?? String(project[field] ?? "");
}

/** The fields that differ from the project's, as the API takes them. */
export function changesOf(project: Project, draft: Draft): Record<string, string | number | null> {
  const changes: Record<string, string | number | null> = {};
  for (const field of FIELDS) {
    const text = draft[field];
    if (text === undefined || text === String(project[field] ?? "")) continue;
    const isNumber = (NUMBERS as readonly string[]).includes(field);
    if (text === "" && isNullable(field)) changes[field] = null;
    else changes[field] = isNumber ? Number(text) : text;
  }
  return changes;
}
