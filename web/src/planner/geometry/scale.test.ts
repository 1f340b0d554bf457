import { describe, expect, it } from "vitest";
import { numberOf } from "./days";
import { dayAt, daysShown, rowsShown, scaleOf, widthOf, xOf, ZOOMS } from "./scale";
import { ticksOf, unitStart } from "./ticks";

const FIRST = numberOf(2026, 3, 2);

describe("the scale", () => {
  it.each(ZOOMS)("leads from a day to its x and back at the zoom %s", (zoom) => {
    const scale = scaleOf(zoom, FIRST, FIRST + 400);
    for (const day of [FIRST - 3, FIRST, FIRST + 17, FIRST + 400]) {
      expect(dayAt(scale, xOf(scale, day) + scale.perDay / 2)).toBe(day);
    }
    expect(xOf(scale, FIRST)).toBeGreaterThan(0);
    expect(widthOf(scale)).toBeGreaterThan(xOf(scale, FIRST + 401));
  });

  it("shows the days and rows that a view touches", () => {
    const scale = scaleOf("day", FIRST, FIRST + 30);
    expect(daysShown(scale, 14, 28)).toEqual({ from: scale.origin, to: scale.origin + 1 });
    expect(rowsShown(30, 100, 28, 1000)).toEqual({ from: 1, to: 5 });
    expect(rowsShown(1e6, 100, 28, 3)).toEqual({ from: 3, to: 3 });
    expect(rowsShown(0, 100, 28, 0)).toEqual({ from: 0, to: 0 });
  });
});

describe("the ticks", () => {
  const shown = { from: numberOf(2026, 11, 23), to: numberOf(2027, 1, 3) };

  it("begin with their unit and leave no gap", () => {
    for (const unit of ["day", "week", "month", "quarter", "year"] as const) {
      const ticks = ticksOf(unit, shown, "en");
      expect(ticks[0]!.from).toBeLessThanOrEqual(shown.from);
      expect(ticks.at(-1)!.to).toBeGreaterThan(shown.to);
      ticks.slice(1).forEach((tick, at) => expect(tick.from).toBe(ticks[at]!.to));
    }
    expect(unitStart("week", numberOf(2026, 11, 29))).toBe(numberOf(2026, 11, 23));
    expect(unitStart("quarter", numberOf(2026, 12, 31), 1)).toBe(numberOf(2027, 1, 1));
  });

  it("are called as the reader calls them", () => {
    expect(ticksOf("month", shown, "en").map(({ label }) => label)).toEqual([
      "Nov 2026",
      "Dec 2026",
      "Jan 2027",
    ]);
    expect(ticksOf("month", shown, "zh-hans")[0]!.label).toBe("2026年11月");
    expect(ticksOf("month", shown, "zh-hans", "year")[0]!.label).toBe("11月");
    expect(ticksOf("quarter", shown, "zh-hans")[0]!.label).toBe("4季度");
    expect(ticksOf("week", shown, "en")[0]!.label).toBe("23 Nov");
    expect(ticksOf("year", shown, "en").map(({ label }) => label)).toEqual(["2026", "2027"]);
  });
});
