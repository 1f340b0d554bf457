/** What an edit of a cell or of a bar asks of the server, and what would bring it back. */
import { dayFromIso, isoOf } from "../geometry/days";
import { type Workdays, workedBetween } from "../geometry/workdays";
import type { Column } from "../grid/columns";
import { nameColumn } from "../grid/columns";
import type { Language } from "../../shared/dates";
import { NONE, type Plan } from "../plan";
import type { Body, Change } from "./steps";

/** Why an edit is no change: the key of the words that say so; empty where nothing differs. */
export interface Fault {
  fault: string;
}

const DAYS_MOST = 36_500;

export function isFault(asked: Change | Fault): asked is Fault {
  return "fault" in asked;
}

/** Which columns can be written; floats are computed, progress is reported by the site. */
export function isWritten(plan: Plan, place: number, column: Column): boolean {
  if (column === "float" || column === "percent") return false;
  const { actual_start, actual_finish, kind } = plan.said.activities;
  if (column === "duration") return !plan.milestone[place] && kind[place] !== "level_of_effort";
  if (column === "start") return actual_start[place] === null && !plan.milestone[place];
  return column !== "finish" || actual_finish[place] === null;
}

/** Why a column cannot be written. */
export function fixedFault(column: Column): string {
  return column === "percent" ? "gantt.faults.reported" : "gantt.faults.fixed";
}

function isComputed(plan: Plan, place: number): boolean {
  return plan.said.activities.forecast_finish[place] !== null;
}

function changed(plan: Plan, place: number, body: Body, back: Body): Change {
  return { deed: "change", list: "activities", id: plan.said.activities.id[place]!, body, back };
}

function dateOf(day: number | null | undefined): string | null {
  return day === null || day === undefined ? null : isoOf(day);
}

/** A date on which the computation may not begin, or end, before; none asks for as soon as can be. */
function demanded(plan: Plan, place: number, kind: "snet" | "fnet", day: number): Pick<Change, "body" | "back"> {
  const { constraint, constraint_date } = plan.said.activities;
  return {
    body: { constraint: kind, constraint_date: isoOf(day) },
    back: { constraint: constraint[place]!, constraint_date: dateOf(constraint_date[place]) },
  };
}

function startSet(plan: Plan, place: number, day: number): Pick<Change, "body" | "back"> {
  if (isComputed(plan, place)) return demanded(plan, place, "snet", day);
  const { planned_start, planned_finish } = plan.said.activities;
  const moved = plan.finish[place] === NONE ? day : plan.finish[place]! + day - plan.start[place]!;
  return {
    body: { planned_start: isoOf(day), planned_finish: isoOf(moved) },
    back: {
      planned_start: dateOf(planned_start[place]),
      planned_finish: dateOf(planned_finish[place]),
    },
  };
}

/** A task lasts until its new finish; a milestone is not before it. */
function finishSet(
  plan: Plan,
  place: number,
  day: number,
  calendar: Workdays,
): Pick<Change, "body" | "back"> {
  const { duration_days, duration_clock, planned_finish } = plan.said.activities;
  if (!isComputed(plan, place)) {
    return {
      body: { planned_finish: isoOf(day) },
      back: { planned_finish: dateOf(planned_finish[place]) },
    };
  }
  if (plan.milestone[place]) return demanded(plan, place, "fnet", day);
  const start = plan.start[place]!;
  const days =
    duration_clock[place] === "calendar" ? day - start + 1 : workedBetween(calendar, start, day);
  return {
    body: { duration_days: Math.max(1, days) },
    back: { duration_days: duration_days[place]! },
  };
}

/** Move a bar, or its end, to a day. */
export function barChange(
  plan: Plan,
  place: number,
  end: "start" | "finish",
  day: number,
  calendar: Workdays,
): Change {
  const { body, back } =
    end === "start" ? startSet(plan, place, day) : finishSet(plan, place, day, calendar);
  return changed(plan, place, body, back);
}

function dayChange(
  plan: Plan,
  place: number,
  end: "start" | "finish",
  text: string,
  calendar: Workdays,
): Change | Fault {
  const day = dayFromIso(text);
  if (day === null) return { fault: "gantt.faults.day" };
  if (end === "finish" && day < plan.start[place]! && !plan.milestone[place]) {
    return { fault: "gantt.faults.before" };
  }
  return barChange(plan, place, end, day, calendar);
}

/** What a text means that was typed or pasted into a cell. */
export function cellChange(
  plan: Plan,
  place: number,
  column: Column,
  said: string,
  words: { language: Language; calendar: Workdays },
): Change | Fault {
  const text = said.trim();
  if (!isWritten(plan, place, column)) return { fault: fixedFault(column) };
  const all = plan.said.activities;
  switch (column) {
    case "start":
    case "finish":
      return dayChange(plan, place, column, text, words.calendar);
    case "duration": {
      const days = /^\d{1,5}$/.test(text) ? Number(text) : DAYS_MOST + 1;
      if (days > DAYS_MOST) return { fault: "gantt.faults.duration" };
      return changed(plan, place, { duration_days: days }, { duration_days: all.duration_days[place]! });
    }
    case "responsible":
      return changed(
        plan,
        place,
        { responsible: text || null },
        { responsible: all.responsible[place] ?? null },
      );
    default: {
      const field = column === "name" ? nameColumn(plan, place, words.language) : (column as "wbs");
      if (!text && column !== "wbs") return { fault: "gantt.faults.empty" };
      return changed(plan, place, { [field]: text }, { [field]: all[field][place]! });
    }
  }
}
