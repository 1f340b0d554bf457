/** Lines of a block as activities to be made, or why they cannot be. */
import { dayFromIso, isoOf } from "../geometry/days";
import { type Workdays, workedBetween } from "../geometry/workdays";
import type { Plan } from "../plan";
import type { Block, Line } from "./block";
import { FIRST_CODE, nextCode } from "./codes";
import { codesOf, type Draft } from "./drafts";

/** A word of `rows.faults`, and the line of the block that it is about. */
export interface LineFault {
  line: number;
  fault: string;
  said: string;
}

export interface Read {
  drafts: Draft[];
  /** The line of each draft. */
  lines: number[];
  faults: LineFault[];
  /** How many lines name activities that are there already. */
  known: number;
}

interface Beside {
  /** Of lines that name no building. */
  building: number | null;
  workdays: Workdays;
}

const DAYS_MOST = 36_500;
const DURATION = /^(\d{1,5})(?:\.0+)?\s*(?:d|days?|天|日|工日|工作日)?$/i;

class Refused extends Error {
  constructor(
    readonly fault: string,
    readonly said = "",
  ) {
    super(fault);
  }
}

function dayOf(text: string | undefined): number | null {
  if (!text) return null;
  // a spreadsheet may put the time of day behind
  const day = dayFromIso(text.replace(/[年月]/g, "-").replace("日", "").replace(/[ T].*$/, ""));
  if (day === null) throw new Refused("day", text);
  return day;
}

function buildingOf(plan: Plan, said: string | undefined, beside: Beside): number | null {
  if (!said) return beside.building;
  const found = plan.said.buildings.find((each) =>
    [each.code, each.name, each.name_en].includes(said),
  );
  if (!found) throw new Refused("building", said);
  return found.id;
}

function durationOf(said: string | undefined, start: number | null, finish: number | null, days: Workdays): number {
  if (!said) {
    if (start === null || finish === null) throw new Refused("noDuration");
    if (finish - start > DAYS_MOST) throw new Refused("duration", isoOf(finish));
    return workedBetween(days, start, finish);
  }
  const duration = Number(DURATION.exec(said)?.[1] ?? DAYS_MOST + 1);
  if (duration > DAYS_MOST) throw new Refused("duration", said);
  return duration;
}

function draftOf(plan: Plan, { cells }: Line, code: string, beside: Beside): Draft {
  if (!cells.name) throw new Refused("noName");
  const [start, finish] = [dayOf(cells.start), dayOf(cells.finish)];
  if (start !== null && finish !== null && finish < start) throw new Refused("before", cells.finish);
  const duration = durationOf(cells.duration, start, finish, beside.workdays);
  return {
    project: plan.said.project,
    code,
    name: cells.name,
    name_en: cells.name_en ?? "",
    kind: duration === 0 ? "finish_milestone" : "task",
    building: buildingOf(plan, cells.building, beside),
    wbs: cells.wbs ?? "",
    calendar: null,
    duration_days: duration,
    ...(start === null ? {} : { planned_start: isoOf(start) }),
    ...(finish === null ? {} : { planned_finish: isoOf(finish) }),
    ...(cells.responsible ? { responsible: cells.responsible } : {}),
  };
}

/** Lines without a code get the next free ones. */
export function blockRead(plan: Plan, block: Block, beside: Beside): Read {
  const there = codesOf(plan);
  const taken = new Set(there);
  const read: Read = { drafts: [], lines: [], faults: [], known: 0 };
  let last = plan.said.activities.code.at(-1);
  for (const line of block.lines) {
    const given = line.cells.code;
    if (given && there.has(given)) {
      read.known += 1;
      continue;
    }
    try {
      if (given && taken.has(given)) throw new Refused("twice", given);
      const code = given || (last === undefined ? FIRST_CODE : nextCode(last, taken));
      read.drafts.push(draftOf(plan, line, code, beside));
      read.lines.push(line.number);
      taken.add(code);
      last = code;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      read.faults.push({ line: line.number, fault: error.fault, said: error.said });
    }
  }
  return read;
}
