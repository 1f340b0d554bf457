/** What the two charts share with ours: columns, heights, five zooms and their buttons. */

export const ROW_HEIGHT = 28;
export const HEAD_HEIGHT = 44;
/** The table's part of 1440 pixels. */
export const TABLE_WIDTH = 662;

/** Name of the field, heading, width. */
export const COLUMNS = [
  ["wbs", "WBS", 72],
  ["code", "Code", 82],
  ["text", "Name", 196],
  ["days", "Days", 56],
  ["start", "Start", 92],
  ["end", "Finish", 102],
  ["float", "Float", 60],
  ["percent", "Done %", 64],
  ["responsible", "Responsible", 104],
] as const;

export type Unit = "day" | "week" | "month" | "quarter" | "year";

/** The two tiers of the scale, and how wide a unit of the lower one is. */
export interface Zoom {
  name: string;
  upper: Unit;
  lower: Unit;
  width: number;
}

export const ZOOMS: readonly Zoom[] = [
  { name: "day", upper: "month", lower: "day", width: 28 },
  { name: "week", upper: "month", lower: "week", width: 7 * 12 },
  { name: "month", upper: "year", lower: "month", width: Math.round(30.4 * 4.5) },
  { name: "quarter", upper: "year", lower: "month", width: Math.round(30.4 * 1.7) },
  { name: "year", upper: "year", lower: "quarter", width: Math.round(91.3 * 0.6) },
];
/** By months, as our chart begins. */
export const FIRST_ZOOM = 2;

const SHOWN: Record<Unit, (date: Date) => string> = {
  day: (date) => String(date.getDate()),
  week: (date) => `${date.getMonth() + 1}-${date.getDate()}`,
  month: (date) => `${date.getMonth() + 1}月`,
  quarter: (date) => `${Math.floor(date.getMonth() / 3) + 1}季度`,
  year: (date) => `${date.getFullYear()}年`,
};

/** A line of the scale, in the words that both libraries have for it. */
export function tierOf(unit: Unit) {
  return { unit, step: 1, format: SHOWN[unit] };
}

export function zoomButtons(zoomTo: (place: number) => void): void {
  const buttons = document.querySelector(".zooms")!;
  ZOOMS.forEach(({ name }, place) => {
    const button = document.createElement("button");
    button.textContent = name;
    button.onclick = () => zoomTo(place);
    buttons.append(button);
  });
}
