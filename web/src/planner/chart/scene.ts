/** Everything that one picture of the chart shows. */
import type { Language } from "../../shared/dates";
import type { End } from "../geometry/hit";
import type { Intervals } from "../geometry/intervals";
import type { Bar } from "../geometry/links";
import type { Rows } from "../geometry/rows";
import { type Scale, xOf, type Zoom } from "../geometry/scale";
import type { Workdays } from "../geometry/workdays";
import { NONE, type Plan } from "../plan";
import type { Palette } from "./palette";

export const ROW = 28;
export const HEAD = 44;
export const BAR_TOP = 6;
export const BAR_HEIGHT = 12;
const BAR_LEAST = 3;
const DIAMOND = 7;

/** The line of the data date, bent to where each activity stands: its x by place. */
export interface Front {
  at: number;
  points: ReadonlyMap<number, number>;
}

/** What a drag would make of a bar. */
export interface Preview {
  place: number;
  start: number;
  finish: number;
}

/** Between which days an activity would have to lie, and whether it cannot. */
export interface WhatIf {
  start: number;
  finish: number;
  late: boolean;
}

/** What a panel supposes, by the activities' ids. */
export type WhatIfs = ReadonlyMap<number, WhatIf>;

/** A line that is being drawn to a bar's end, or looks for one. */
export interface Rubber {
  /** Where it is fast, and where the pointer is. */
  from: readonly [number, number];
  to: readonly [number, number];
  /** The end that it would be tied to. */
  target: { place: number; end: End } | null;
}

/** What the pointer is about. */
export interface Hand {
  /** The link that was picked, by its place in the columns; -1: none. */
  picked: number;
  /** The activity whose knobs are shown; -1: none. */
  knobs: number;
  rubber: Rubber | null;
}

export interface Scene {
  plan: Plan;
  rows: Rows;
  links: Intervals;
  scale: Scale;
  zoom: Zoom;
  language: Language;
  workdays: Workdays;
  palette: Palette;
  front: Front | null;
  baseline: boolean;
  /** The row with the active cell. */
  active: number;
  /** Places that just moved. */
  flashing: ReadonlySet<number>;
  preview: Preview | null;
  whatIf: WhatIfs | null;
  hand: Hand;
}

export interface View {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where an activity's bar lies in the whole chart; null without a date. */
export function barOf(scene: Scene, place: number, row: number): Bar | null {
  const { plan, scale, preview } = scene;
  const own = preview?.place === place ? preview : null;
  const start = own ? own.start : plan.start[place]!;
  const finish = own ? own.finish : plan.finish[place]!;
  if (finish === NONE) return null;
  const y = row * ROW + BAR_TOP + BAR_HEIGHT / 2;
  if (plan.milestone[place]) {
    const middle = xOf(scale, finish) + scale.perDay / 2;
    return { left: middle - DIAMOND, right: middle + DIAMOND, y };
  }
  const left = xOf(scale, start);
  return { left, right: Math.max(left + BAR_LEAST, xOf(scale, finish + 1)), y };
}

/** Where a link ends: at the bar, or at the closed heading that hides it. */
export function endOf(scene: Scene, place: number): Bar | null {
  const own = scene.rows.rowOf[place]!;
  if (own >= 0) return barOf(scene, place, own);
  const stands = scene.rows.standsAt[place]!;
  if (stands < 0) return null;
  const sum = scene.rows.sums[-1 - scene.rows.place[stands]!];
  if (!sum || sum.finish === NONE) return null;
  const y = stands * ROW + BAR_TOP + BAR_HEIGHT / 2;
  return { left: xOf(scene.scale, sum.start), right: xOf(scene.scale, sum.finish + 1), y };
}
