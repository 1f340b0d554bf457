import { describe, expect, it } from "vitest";
import { dayInWords, dayOf, momentInWords, timeOf } from "./dates";

describe("a day in words", () => {
  it("is short in the present year", () => {
    expect(dayInWords("2026-11-23", "zh-hans", "2026-11-24")).toBe("11-23 周一");
    expect(dayInWords("2026-11-23", "en", "2026-11-24")).toBe("Mon 23 Nov");
  });

  it("names another year", () => {
    expect(dayInWords("2025-11-23", "zh-hans", "2026-11-24")).toBe("2025-11-23");
    expect(dayInWords("2027-01-03", "en", "2026-11-24")).toBe("3 Jan 2027");
  });

  it("knows the leap day and hands back what is no date", () => {
    expect(dayInWords("2028-02-29", "en", "2028-01-01")).toBe("Tue 29 Feb");
    expect(dayInWords("soon", "en", "2026-11-24")).toBe("soon");
  });
});

describe("a moment", () => {
  it("falls on the day of the project's zone, not of the reader's", () => {
    expect(dayOf("2026-11-23T16:30:00Z", "Asia/Shanghai")).toBe("2026-11-24");
    expect(dayOf("2026-11-23T16:30:00Z", "Europe/Berlin")).toBe("2026-11-23");
  });

  it("shows midnight as 00, never as 24", () => {
    expect(timeOf("2026-11-23T16:00:00Z", "Asia/Shanghai")).toBe("00:00");
  });

  it("reads as one phrase", () => {
    const words = momentInWords("2026-11-23T00:31:00Z", "en", "2026-11-24", "Asia/Shanghai");
    expect(words).toBe("Mon 23 Nov 08:31");
  });
});
