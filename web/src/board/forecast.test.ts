import { beforeAll, describe, expect, it } from "vitest";
import { wordsLoad } from "../shared/i18n";
import type { Lateness } from "../shared/portfolio";
import { milestone } from "../shared/testing";
import { daysExpectedLate, expectedOf, forecastInWords, reasonInWords, willBeLate } from "./forecast";

const TODAY = "2026-11-24";

const cause = (code: string, days: number, kind: Lateness["causes"][number]["kind"]) => ({
  kind,
  activity: 1,
  code,
  name: "桩基检测",
  predecessor: null,
  predecessor_code: null,
  predecessor_name: null,
  calendar: null,
  minutes: days * 480,
  working_days: days,
});

const lateness: Lateness = {
  compared: "baseline",
  baseline: 1,
  approved_finish: "2026-11-30",
  forecast_finish: "2026-12-04",
  shift_days: 4,
  shift_working_days: 4,
  causes: [cause("A1", 1, "progress"), cause("A2", 4, "duration"), cause("A3", -1, "link")],
  held_by: { kind: "actual", activity: 1, code: "A2", name: "桩基检测", at: "2026-11-01T08:00:00" },
};

beforeAll(() => wordsLoad("en"));

describe("the forecast", () => {
  const ahead = { planned_finish: "2026-11-30", forecast: "2026-12-04" };

  it("is a mark of its own only where a day ahead will be missed", () => {
    expect(willBeLate(milestone("green", ahead))).toBe(true);
    expect(willBeLate(milestone("green", { ...ahead, reached: true }))).toBe(false);
    expect(willBeLate(milestone("red", { ...ahead, days_late: 3 }))).toBe(false);
    expect(willBeLate(milestone("green", { ...ahead, forecast: "2026-11-30" }))).toBe(false);
    expect(willBeLate(milestone("grey", { ...ahead, planned_finish: null }))).toBe(false);
    const approved = { ...ahead, baseline_finish: "2026-12-31" };
    expect(willBeLate(milestone("green", approved))).toBe(true);
    expect(willBeLate(milestone("green", { ...approved, compared_date: "baseline" }))).toBe(false);
    expect(expectedOf(milestone("green", ahead), TODAY)).toBe("expected Fri 4 Dec");
    expect(expectedOf(milestone("green"), TODAY)).toBe("");
    expect(daysExpectedLate(milestone("green", ahead))).toBe(4);
    expect(daysExpectedLate(milestone("green"))).toBe(0);
  });

  it("says by how much it has moved", () => {
    expect(forecastInWords(lateness, TODAY)).toBe("Fri 4 Dec, +4 d");
    expect(forecastInWords({ ...lateness, shift_days: -2 }, TODAY)).toBe("Fri 4 Dec, −2 d");
    expect(forecastInWords({ ...lateness, shift_days: 0 }, TODAY)).toBe("Fri 4 Dec");
  });

  it("names its largest causes first, or what holds it", () => {
    expect(reasonInWords(lateness)).toBe(
      "A2 duration +4 d; A1 actual progress +1 d; A3 logic −1 d",
    );
    expect(reasonInWords({ ...lateness, causes: [] })).toBe("decided by A2 (actual date)");
  });
});
