/** Rows for unit tests; every value can be overridden. */
import { noCounts } from "./lights";
import type { Building, Colour, Milestone, Project } from "./portfolio";

export function milestone(colour: Colour, changes: Partial<Milestone> = {}): Milestone {
  return {
    id: 1,
    code: "M1",
    name: "主体结构封顶",
    name_en: "Topping out",
    kind: "finish_milestone",
    planned_finish: "2026-11-16",
    baseline_finish: null,
    compared_date: "current_plan",
    actual_finish: null,
    state: "planned",
    evidence_policy: "evidenced",
    reached: false,
    forecast: null,
    total_float: null,
    critical: false,
    days_late: 0,
    due_soon: false,
    light: {
      colour,
      rule: "days-late",
      version: 1,
      reason: { measure: "calendar_days_late", value: 8, threshold: 7 },
      since: null,
    },
    photo_count: 0,
    open_alert: null,
    ...changes,
  };
}

export function building(...milestones: Milestone[]): Building {
  return {
    id: 3,
    code: "3#",
    name: "3# 厂房",
    name_en: "Plant building 3#",
    floors: 4,
    percent_complete: 46,
    light: milestones[0]?.light ?? milestone("grey").light,
    latest_photo: null,
    trend: null,
    milestones,
  };
}

export function project(id: number, ...buildings: Building[]): Project {
  const light_counts = noCounts();
  for (const row of buildings) for (const one of row.milestones) light_counts[one.light.colour] += 1;
  return {
    id,
    code: `P${id}`,
    name: "基地",
    name_en: "Base",
    location: "",
    notice: "",
    investment_cny: null,
    site_area_mu: null,
    time_zone: "Asia/Shanghai",
    today: "2026-11-24",
    role: "official",
    light_rule: "days-late",
    light_rule_version: 1,
    open_alerts: 0,
    light_counts,
    trend: null,
    buildings,
  };
}
