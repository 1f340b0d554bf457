/** The plan's columns as the objects that the libraries want, from the address of our own chart. */

interface Columns {
  id: number[];
  wbs: string[];
  code: string[];
  name: string[];
  kind: string[];
  duration_days: number[];
  planned_start: (number | null)[];
  planned_finish: (number | null)[];
  forecast_start: (number | null)[];
  forecast_finish: (number | null)[];
  total_float: (number | null)[];
  percent_complete: number[];
  responsible: (string | null)[];
}

export interface Link {
  id: number;
  from: number;
  to: number;
  /** FS, SS, FF or SF. */
  kind: string;
}

/** One activity: `start` and `end` are midnights, `end` the one after its last day. */
export interface Row {
  id: number;
  wbs: string;
  code: string;
  text: string;
  milestone: boolean;
  days: number;
  start: Date;
  end: Date;
  float: number | null;
  percent: number;
  responsible: string;
}

export interface Plan {
  rows: Row[];
  links: Link[];
  first: Date;
  last: Date;
}

const DAY_MS = 86_400_000;
/** Empty days on both sides of the plan, as in our chart by months. */
const MARGIN_DAYS = 31;

/** Midnight where the browser is. */
function dateOf(day: number): Date {
  const utc = new Date(day * DAY_MS);
  return new Date(utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate());
}

function rowOf(all: Columns, place: number, start: number, finish: number): Row {
  return {
    id: all.id[place]!,
    wbs: all.wbs[place]!,
    code: all.code[place]!,
    text: all.name[place]!,
    milestone: all.kind[place]!.endsWith("_milestone"),
    days: all.duration_days[place]!,
    start: dateOf(start),
    end: dateOf(finish + 1),
    float: all.total_float[place]!,
    percent: all.percent_complete[place]!,
    responsible: all.responsible[place] ?? "",
  };
}

export async function planRead(): Promise<Plan> {
  const response = await fetch(document.documentElement.dataset.plan!);
  const { activities, links } = await response.json();
  const all = activities as Columns;
  let [first, last] = [Infinity, -Infinity];
  const rows = all.id.map((_id, place) => {
    const finish = (all.forecast_finish[place] ?? all.planned_finish[place])!;
    const start = all.forecast_start[place] ?? all.planned_start[place] ?? finish;
    first = Math.min(first, start);
    last = Math.max(last, finish);
    return rowOf(all, place, start, finish);
  });
  return {
    rows,
    links: (links.id as number[]).map((id, place) => ({
      id,
      from: links.predecessor[place],
      to: links.successor[place],
      kind: links.kind[place],
    })),
    first: dateOf(first - MARGIN_DAYS),
    last: dateOf(last + 1 + MARGIN_DAYS),
  };
}

export function dayText(date: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
