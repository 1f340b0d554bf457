import { describe, expect, it } from "vitest";
import { numberOf } from "../geometry/days";
import { workdaysOf } from "../geometry/workdays";
import { planOf } from "../plan";
import { said } from "../testing";
import { type Answer, applied } from "./apply";
import { barChange, cellChange, isFault, isWritten } from "./changes";
import { differs } from "./steps";
import { pasted } from "./paste";

const MONDAY = numberOf(2026, 11, 23);
const GIVEN = said([
  { code: "A", start: MONDAY, finish: MONDAY + 4, wbs: "1.1" },
  { code: "M", start: null, finish: MONDAY + 4, kind: "finish_milestone" },
]);
const PLAN = planOf(GIVEN);
const WORDS = { language: "zh-hans" as const, calendar: workdaysOf(undefined) };

const typed = (place: number, column: Parameters<typeof cellChange>[2], text: string) =>
  cellChange(PLAN, place, column, text, WORDS);

describe("an edit of a cell", () => {
  it("asks for the field, and knows what was there", () => {
    expect(typed(0, "duration", "8")).toEqual({
      deed: "change",
      list: "activities",
      id: 1,
      body: { duration_days: 8 },
      back: { duration_days: 5 },
    });
    expect(typed(0, "name", " 主体 ")).toMatchObject({ body: { name: "主体" } });
    expect(typed(0, "responsible", "")).toMatchObject({ body: { responsible: null } });
  });

  it("of a computed start is a date before which it does not begin", () => {
    expect(typed(0, "start", "2026-11-30")).toMatchObject({
      body: { constraint: "snet", constraint_date: "2026-11-30" },
      back: { constraint: "asap", constraint_date: null },
    });
    expect(typed(1, "finish", "2026-12-01")).toMatchObject({ body: { constraint: "fnet" } });
  });

  it("of a finish changes the duration, in the days that the activity counts", () => {
    expect(typed(0, "finish", "2026-12-01")).toMatchObject({ body: { duration_days: 9 } });
    const working = planOf({
      ...GIVEN,
      activities: { ...GIVEN.activities, duration_clock: ["working", "working"] },
    });
    const asked = barChange(working, 0, "finish", MONDAY + 8, WORDS.calendar);
    expect(asked.body).toEqual({ duration_days: 7 });
  });

  it("moves planned days where nothing is computed", () => {
    const plain = planOf(said([{ code: "X", planned: MONDAY }]));
    expect(barChange(plain, 0, "start", MONDAY + 2, WORDS.calendar).body).toEqual({
      planned_start: "2026-11-25",
      planned_finish: "2026-11-25",
    });
  });

  it("says why it is none", () => {
    for (const [place, column, text] of [
      [0, "duration", "-1"],
      [0, "duration", "36501"],
      [0, "start", "soon"],
      [0, "finish", "2026-11-01"],
      [0, "code", " "],
      [0, "float", "3"],
      [1, "duration", "3"],
    ] as const) {
      expect(isFault(typed(place, column, text)), `${column} ${text}`).toBe(true);
    }
    expect(isWritten(PLAN, 0, "percent")).toBe(false);
    const same = typed(0, "duration", "5");
    expect(!isFault(same) && differs(same)).toBe(false);
  });
});

describe("what is pasted", () => {
  it("fills cells to the right and below, as a spreadsheet writes them", () => {
    expect(pasted("A\t5\r\nB\t6\r\n")).toEqual([
      ["A", "5"],
      ["B", "6"],
    ]);
    expect(pasted('"two\nlines"\t"a ""b"""\n')).toEqual([["two lines", 'a "b"']]);
    expect(pasted("")).toEqual([]);
  });
});

describe("the columns after a change", () => {
  it("hold the row and what moved, and are new only where something differs", () => {
    const answer = {
      id: 1,
      version: 2,
      duration_days: 9,
      forecast_finish: "2026-12-01",
      schedule: {
        moved: [
          {
            activity: 2,
            forecast_start: "2026-12-01",
            forecast_finish: "2026-12-01",
            total_float_days: 1,
            critical: true,
          },
        ],
      },
    } as unknown as Answer;
    const after = applied(GIVEN, answer).activities;
    expect([after.version[0], after.duration_days[0], after.critical[1]]).toEqual([2, 9, true]);
    expect(after.forecast_finish).toEqual([MONDAY + 8, MONDAY + 8]);
    expect(after.name).toBe(GIVEN.activities.name);
    expect(GIVEN.activities.version[0]).toBe(1);
  });
});
