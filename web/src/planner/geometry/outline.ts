/** Under which headings the activities stand, and in which order: by WBS, by building, or plain. */
import { NONE, type Plan } from "../plan";

export const GROUPINGS = ["building", "wbs", "none"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Heading {
  key: string;
  label: string;
  level: number;
  /** The heading above; -1 for none. */
  above: number;
}

/** `order` are places; `under[i]` is the heading of `order[i]`, -1 for none. */
export interface Outline {
  headings: readonly Heading[];
  order: Int32Array;
  under: Int32Array;
}

/** A WBS code whose parts compare as numbers where they are some: `1.10` comes after `1.9`. */
export function sortKey(wbs: string): string {
  return wbs.replaceAll(/\d+/g, (digits) => digits.padStart(8, "0"));
}

function byStart(plan: Plan): (one: number, other: number) => number {
  const at = (place: number) => {
    const day = plan.start[place]!;
    return day === NONE ? Infinity : day;
  };
  return (one, other) => {
    const [first, second] = [at(one), at(other)];
    return first === second ? one - other : first - second;
  };
}

function plain(plan: Plan): Outline {
  const order = Int32Array.from({ length: plan.count }, (_, place) => place).sort(byStart(plan));
  return { headings: [], order, under: new Int32Array(plan.count).fill(-1) };
}

function byBuilding(plan: Plan, nameOf: (building: Building) => string, none: string): Outline {
  const buildings = plan.said.buildings;
  const headings = buildings.map((each) => ({
    key: `b${each.id}`,
    label: nameOf(each),
    level: 0,
    above: -1,
  }));
  const placeOf = new Map(buildings.map(({ id }, at) => [id, at]));
  const column = plan.said.activities.building;
  const heading = Int32Array.from(column, (id) => (id === null ? -1 : (placeOf.get(id) ?? -1)));
  if (buildings.length && heading.includes(-1)) {
    headings.push({ key: "b-", label: none, level: 0, above: -1 });
    heading.forEach((at, place) => {
      if (at < 0) heading[place] = headings.length - 1;
    });
  }
  const starts = byStart(plan);
  const order = Int32Array.from(heading.keys()).sort(
    (one, other) => heading[one]! - heading[other]! || starts(one, other),
  );
  return { headings, order, under: order.map((place) => heading[place]!) };
}

type Building = Plan["said"]["buildings"][number];

/**
 * The headings are the codes above an activity's own, and its own where several share it.
 * What has no code stands at the end, without a heading.
 */
function byWbs(plan: Plan): Outline {
  const codes = plan.said.activities.wbs;
  const shared = new Map<string, number>();
  for (const code of codes) shared.set(code, (shared.get(code) ?? 0) + 1);
  const keys = codes.map((code) => (code ? sortKey(code) : "￿"));
  const starts = byStart(plan);
  const order = Int32Array.from(codes.keys()).sort((one, other) => {
    if (keys[one] === keys[other]) return starts(one, other);
    return keys[one]! < keys[other]! ? -1 : 1;
  });
  const headings: Heading[] = [];
  const known = new Map<string, number>();
  const headingOf = (code: string): number => {
    if (!code) return -1;
    const found = known.get(code);
    if (found !== undefined) return found;
    const above = headingOf(code.slice(0, Math.max(0, code.lastIndexOf("."))));
    const level = above < 0 ? 0 : headings[above]!.level + 1;
    headings.push({ key: `w${code}`, label: code, level, above });
    known.set(code, headings.length - 1);
    return headings.length - 1;
  };
  const under = order.map((place) => {
    const code = codes[place]!;
    const own = (shared.get(code) ?? 0) > 1;
    return headingOf(own ? code : code.slice(0, Math.max(0, code.lastIndexOf("."))));
  });
  return { headings, order, under };
}

export function outlineOf(
  plan: Plan,
  grouping: Grouping,
  words: { nameOf: (building: Building) => string; noBuilding: string },
): Outline {
  if (grouping === "building") return byBuilding(plan, words.nameOf, words.noBuilding);
  return grouping === "wbs" ? byWbs(plan) : plain(plan);
}
