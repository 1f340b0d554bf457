import { describe, expect, it } from "vitest";
import { civilOf, dayFromIso, isoOf, numberOf, weekdayOf } from "./days";

describe("days as numbers", () => {
  it("are those of the calendar, leap days and centuries too", () => {
    for (let day = -800_000; day < 400_000; day += 997) {
      const date = new Date(day * 86_400_000);
      expect(civilOf(day)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth() + 1,
        day: date.getUTCDate(),
      });
      expect(weekdayOf(day)).toBe((date.getUTCDay() + 6) % 7);
    }
    expect(isoOf(numberOf(2028, 2, 29))).toBe("2028-02-29");
  });

  it("come back from their date, and months run on into the next year", () => {
    for (const day of [-141_428, 0, 20_000, 47_482]) {
      const { year, month, day: date } = civilOf(day);
      expect(numberOf(year, month, date)).toBe(day);
    }
    expect(isoOf(numberOf(2026, 14, 1))).toBe("2027-02-01");
    expect(isoOf(numberOf(2026, 0, 1))).toBe("2025-12-01");
  });

  it("are read from what people write, and nothing else is a day", () => {
    expect(dayFromIso("2026-11-23")).toBe(numberOf(2026, 11, 23));
    expect(dayFromIso(" 2026/3/5 ")).toBe(numberOf(2026, 3, 5));
    for (const text of ["", "2026-02-30", "2026-13-01", "23.11.2026", "2026-00-10"]) {
      expect(dayFromIso(text)).toBeNull();
    }
  });
});
