/** Lines of a block as activities to be made, or why they cannot be. */
import { dayFromIso, isoOf } from "../geometry/days";
import { type Workdays, workedBetween } from "../geometry/workdays";
import type { Plan } from "../plan";
import type { Block, Line } from "./block";
import { FIRST_CODE, nextCode } from "./codes";
import { codesOf, type Draft, type LinkDraft } from "./drafts";
import { loopIn, predecessorsOf } from "./predecessors";
import { LineRefused } from "./refused";

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
  /** What ties the drafts to one another and to the plan. */
  links: LinkDraft[];
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
const DURATION = /^(\d{1,5})(?:\.0+)?\s*(?:d|days?|天|日|工日|个?工作日)?$/i;

function dayOf(text: string | undefined): number | null {
  if (!text) return null;
  // a spreadsheet may put the time of day behind
  const day = dayFromIso(text.replace(/[年月]/g, "-").replace("日", "").replace(/[ T].*$/, ""));
  if (day === null) throw new LineRefused("day", text);
  return day;
}

function buildingOf(plan: Plan, said: string | undefined, beside: Beside): number | null {
  if (!said) return beside.building;
  const found = plan.said.buildings.find((each) =>
    [each.code, each.name, each.name_en].includes(said),
  );
  if (!found) throw new LineRefused("building", said);
  return found.id;
}

function durationOf(said: string | undefined, start: number | null, finish: number | null, days: Workdays): number {
  if (!said) {
    if (start === null || finish === null) throw new LineRefused("noDuration");
    if (finish - start > DAYS_MOST) throw new LineRefused("duration", isoOf(finish));
    return workedBetween(days, start, finish);
  }
  const duration = Number(DURATION.exec(said)?.[1] ?? DAYS_MOST + 1);
  if (duration > DAYS_MOST) throw new LineRefused("duration", said);
  return duration;
}

function draftOf(plan: Plan, { cells }: Line, code: string, beside: Beside): Draft {
  if (!cells.name) throw new LineRefused("noName");
  const [start, finish] = [dayOf(cells.start), dayOf(cells.finish)];
  if (start !== null && finish !== null && finish < start) throw new LineRefused("before", cells.finish);
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

/** Note why a line cannot be made, if it cannot. */
function tried({ faults }: Read, { number }: Line, deed: () => void): void {
  try {
    deed();
  } catch (error) {
    if (!(error instanceof LineRefused)) throw error;
    faults.push({ line: number, fault: error.fault, said: error.said });
  }
}

/** The lines that name nothing that is there; those without a code get the next free ones. */
function draftsRead(plan: Plan, block: Block, beside: Beside, read: Read): Line[] {
  const there = codesOf(plan);
  const taken = new Set(there);
  const made: Line[] = [];
  let last = plan.said.activities.code.at(-1);
  for (const line of block.lines) {
    const given = line.cells.code;
    if (given && there.has(given)) {
      read.known += 1;
      continue;
    }
    tried(read, line, () => {
      if (given && taken.has(given)) throw new LineRefused("twice", given);
      const code = given || (last === undefined ? FIRST_CODE : nextCode(last, taken));
      read.drafts.push(draftOf(plan, line, code, beside));
      read.lines.push(line.number);
      made.push(line);
      taken.add(code);
      last = code;
    });
  }
  return made;
}

/** A line may follow one below it, so all codes are known by now. */
function linksRead(read: Read, made: readonly Line[], codes: ReadonlySet<string>): void {
  const before = new Map<string, string[]>();
  made.forEach((line, at) => {
    const successor = read.drafts[at]!.code;
    tried(read, line, () => {
      const found = predecessorsOf(line.cells.predecessors ?? "", codes);
      read.links.push(...found.map((each) => ({ ...each, successor })));
      before.set(successor, found.map(({ predecessor }) => predecessor));
    });
  });
  const loop = loopIn(before);
  if (loop === null) return;
  const line = read.lines[read.drafts.findIndex(({ code }) => code === loop)]!;
  read.faults.push({ line, fault: "loop", said: loop });
}

export function blockRead(plan: Plan, block: Block, beside: Beside): Read {
  const read: Read = { drafts: [], lines: [], links: [], faults: [], known: 0 };
  const made = draftsRead(plan, block, beside, read);
  const given = block.lines.flatMap(({ cells }) => cells.code ?? []);
  const codes = [...codesOf(plan), ...given, ...read.drafts.map(({ code }) => code)];
  linksRead(read, made, new Set(codes));
  read.faults.sort((one, other) => one.line - other.line);
  return read;
}
