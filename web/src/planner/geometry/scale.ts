/** Days to pixels and back. */
export const ZOOMS = ["day", "week", "month", "quarter", "year"] as const;
export type Zoom = (typeof ZOOMS)[number];

export const PIXELS_PER_DAY: Record<Zoom, number> = {
  day: 28,
  week: 12,
  month: 4.5,
  quarter: 1.7,
  year: 0.6,
};
/** Empty days on both sides of the plan, so that bars can be dragged beyond it. */
const MARGIN_DAYS: Record<Zoom, number> = { day: 7, week: 14, month: 31, quarter: 92, year: 184 };

export interface Scale {
  /** The day at x = 0. */
  origin: number;
  perDay: number;
  days: number;
}

export function scaleOf(zoom: Zoom, first: number, last: number): Scale {
  const margin = MARGIN_DAYS[zoom];
  return {
    origin: first - margin,
    perDay: PIXELS_PER_DAY[zoom],
    days: last - first + 1 + 2 * margin,
  };
}

/** Where a day begins. */
export function xOf(scale: Scale, day: number): number {
  return (day - scale.origin) * scale.perDay;
}

export function dayAt(scale: Scale, x: number): number {
  return scale.origin + Math.floor(x / scale.perDay);
}

export function widthOf(scale: Scale): number {
  return Math.ceil(scale.days * scale.perDay);
}

/** How far a view of a width scrolls to keep `day` at its share of the width. */
export function scrollFor(scale: Scale, day: number, width: number, share: number): number {
  return Math.max(0, xOf(scale, day) - width * share);
}

export interface Span {
  from: number;
  to: number;
}

/** The days that a view shows, the ones at its edges too. */
export function daysShown(scale: Scale, left: number, width: number): Span {
  return { from: dayAt(scale, left), to: dayAt(scale, left + width) };
}

/** The rows that a view shows, `to` behind the last one. */
export function rowsShown(top: number, height: number, rowHeight: number, count: number): Span {
  const from = Math.min(Math.max(0, Math.floor(top / rowHeight)), count);
  return { from, to: Math.min(count, Math.ceil((top + height) / rowHeight)) };
}
