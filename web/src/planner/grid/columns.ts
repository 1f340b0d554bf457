/** The columns of the table: what they show, and how wide they are. */
import type { Language } from "../../shared/dates";
import { isoOf } from "../geometry/days";
import { NONE, type Plan } from "../plan";

export const COLUMNS = [
  "wbs",
  "code",
  "name",
  "duration",
  "start",
  "finish",
  "float",
  "percent",
  "responsible",
] as const;
export type Column = (typeof COLUMNS)[number];

export const WIDTHS: Record<Column, number> = {
  wbs: 72,
  code: 82,
  name: 196,
  duration: 56,
  start: 92,
  finish: 102,
  float: 60,
  percent: 64,
  responsible: 104,
};
const NUMBERS: ReadonlySet<Column> = new Set(["duration", "float", "percent"]);

export function isNumber(column: Column): boolean {
  return NUMBERS.has(column);
}

/** A phone begins with the name: what it has no room for lies to the right. */
export function columnsFor(narrow: boolean): readonly Column[] {
  return narrow ? COLUMNS.filter((column) => column !== "wbs" && column !== "code") : COLUMNS;
}

export function widthOf(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + WIDTHS[column], 0);
}

function day(number: number): string {
  return number === NONE ? "" : isoOf(number);
}

/** `−1.5`: a figure with one decimal at the most. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined) return "";
  return String(Math.round(value * 10) / 10).replace("-", "−");
}

/** Which of the two names a reader sees. */
export function nameColumn(plan: Plan, place: number, language: Language): "name" | "name_en" {
  return language === "en" && plan.said.activities.name_en[place] ? "name_en" : "name";
}

export function textOf(plan: Plan, place: number, column: Column, language: Language): string {
  const all = plan.said.activities;
  switch (column) {
    case "wbs":
    case "code":
      return all[column][place] ?? "";
    case "name":
      return all[nameColumn(plan, place, language)][place] ?? "";
    case "duration":
      return plan.milestone[place] ? "" : String(all.duration_days[place]);
    case "start":
      return day(plan.start[place]!);
    case "finish":
      return day(plan.finish[place]!);
    case "float":
      return figure(all.total_float[place]);
    case "percent":
      return figure(all.percent_complete[place]);
    case "responsible":
      return all.responsible[place] ?? "";
  }
}
