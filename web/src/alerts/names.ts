/** How an alert is called, and which colour says how grave it is. */
import { dayOf } from "../shared/dates";
import { language, nameOf, t } from "../shared/i18n";
import type { Alert, AlertKind } from "./types";

const TONES: Partial<Record<AlertKind, string>> = { overdue: "red", statutory: "red", due_soon: "yellow" };

/** Building and milestone: `3# 厂房 · 主体结构封顶`. */
export function titleOf(alert: Alert): string {
  const { building_code: code, building_name: name, building_name_en } = alert.place;
  const milestone = nameOf({ name: alert.milestone_name, name_en: alert.milestone_name_en });
  if (name === null || code === null) return milestone;
  const building = nameOf({ name, name_en: building_name_en ?? "" });
  return `${building.includes(code) ? building : `${code} ${building}`} · ${milestone}`;
}

export function projectOf({ place }: Alert): string {
  return nameOf({ name: place.project_name, name_en: place.project_name_en });
}

export function toneOf(alert: Alert): string {
  return alert.open ? (TONES[alert.kind] ?? "orange") : "grey";
}

/** The day on the alert's site. */
export function todayOf(alert: Alert, now: Date = new Date()): string {
  return dayOf(now.toISOString(), alert.place.time_zone);
}

/** `甲、乙` / `A, B`. */
export function listed(names: readonly string[]): string {
  return names.join(language() === "en" ? ", " : "、");
}

/** A code of the server in words; one that these pages do not know yet is shown as it is. */
export function worded(group: string, code: string): string {
  const key = `${group}.${code}`;
  const words = t(key);
  return words === key ? code : words;
}
