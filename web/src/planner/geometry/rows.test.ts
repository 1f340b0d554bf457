import { describe, expect, it } from "vitest";
import { daysLate, NONE, planOf } from "../plan";
import { said } from "../testing";
import { kept, NOTHING_ASKED } from "./filters";
import { type Grouping, outlineOf, sortKey } from "./outline";
import { rowsOf } from "./rows";
import { worked, workdaysOf, workedBetween } from "./workdays";

const PLAN = planOf(
  said(
    [
      { code: "A", start: 30, finish: 34, building: 8, wbs: "1.10" },
      { code: "B", start: 10, finish: 12, building: 7, wbs: "1.9", critical: true, planned: 10 },
      { code: "C", start: 20, finish: 22, building: 8, wbs: "1.9" },
      { code: "D", start: null, finish: 5, kind: "finish_milestone" },
    ],
    [[2, "FS", 3]],
  ),
);
const WORDS = { nameOf: ({ name }: { name: string }) => name, noBuilding: "全项目" };

function lines(grouping: Grouping, closed: string[] = [], asked = NOTHING_ASKED): string[] {
  const rows = rowsOf(PLAN, outlineOf(PLAN, grouping, WORDS), kept(PLAN, asked), new Set(closed));
  return Array.from(rows.place, (place, row) => {
    const label = place < 0 ? rows.sums[-1 - place]!.label : PLAN.said.activities.code[place]!;
    return " ".repeat(rows.level[row]!) + label;
  });
}

describe("the lines of the table", () => {
  it("stand under their building in the order of time", () => {
    expect(lines("building")).toEqual(["1# 厂房", " B", "2# 厂房", " C", " A", "全项目", " D"]);
  });

  it("stand under their WBS, 1.10 after 1.9", () => {
    expect(lines("wbs")).toEqual(["1", " 1.9", "  B", "  C", " A", "D"]);
    expect(sortKey("1.10") > sortKey("1.9")).toBe(true);
  });

  it("stand plainly in the order of time", () => {
    expect(lines("none")).toEqual(["D", "B", "C", "A"]);
  });

  it("hide what a closed heading holds, the headings in it too", () => {
    expect(lines("building", ["b8"])).toEqual(["1# 厂房", " B", "2# 厂房", "全项目", " D"]);
    expect(lines("wbs", ["w1"])).toEqual(["1", "D"]);
    expect(lines("wbs", ["w1.9"])).toEqual(["1", " 1.9", " A", "D"]);
  });

  it("are those that were asked for, without empty headings", () => {
    expect(lines("building", [], { ...NOTHING_ASKED, critical: true })).toEqual(["1# 厂房", " B"]);
    expect(lines("none", [], { ...NOTHING_ASKED, late: true })).toEqual(["B"]);
    expect(lines("none", [], { ...NOTHING_ASKED, building: 8 })).toEqual(["C", "A"]);
    expect(lines("none", [], { ...NOTHING_ASKED, text: " activity c" })).toEqual(["C"]);
    expect(lines("building", [], { ...NOTHING_ASKED, text: "zzz" })).toEqual([]);
  });

  it("say where a hidden activity stands, and what a heading sums up", () => {
    const outline = outlineOf(PLAN, "wbs", WORDS);
    const rows = rowsOf(PLAN, outline, kept(PLAN, NOTHING_ASKED), new Set(["w1"]));
    expect(Array.from(rows.rowOf)).toEqual([-1, -1, -1, 1]);
    expect(Array.from(rows.standsAt)).toEqual([0, 0, 0, 1]);
    expect(rows.sums[0]).toMatchObject({ count: 3, start: 10, finish: 34, critical: true });
  });
});

describe("the plan", () => {
  it("draws a milestone at its day and what has one date only at that", () => {
    expect([PLAN.start[3], PLAN.finish[3]]).toEqual([5, 5]);
    expect(planOf(said([{ code: "X" }])).start[0]).toBe(NONE);
    expect([PLAN.first, PLAN.last]).toEqual([5, 20_000]);
    expect([PLAN.linkFrom[0], PLAN.linkTo[0]]).toEqual([1, 2]);
  });

  it("counts late days against what was approved", () => {
    expect([0, 1, 2, 3].map((place) => daysLate(PLAN, place))).toEqual([0, 2, 0, 0]);
  });
});

describe("a calendar", () => {
  const calendar = {
    id: 1,
    name: "",
    weekly: [true, true, true, true, true, false, false],
    // 1970-01-01 is a Thursday: off; the Saturday after it is made up
    days: [0, 2],
    worked: [false, true],
    names: ["元旦", "元旦调休上班"],
    seasons: [{ name: "冬歇", first: 10, last: 20, worked: false }],
  };

  it("knows holidays, made-up days and seasons on top of them", () => {
    const days = workdaysOf(calendar);
    expect([0, 1, 2, 3, 4, 12].map(days.worked)).toEqual([false, true, true, false, true, false]);
    expect(days.exception(2)).toEqual({ worked: true, name: "元旦调休上班" });
    expect(days.exception(12)?.name).toBe("冬歇");
    expect(workedBetween(days, 0, 8)).toBe(7);
  });

  it("counts worked days on and back, over days off", () => {
    const days = workdaysOf(calendar);
    // Friday, the made-up Saturday and half of Monday
    expect(worked(days, 1, 2.5)).toBe(4.5);
    expect(worked(days, 5, -3)).toBe(1);
    expect(worked(days, 5, 0)).toBe(5);
    const never = workdaysOf({ ...calendar, weekly: Array<boolean>(7).fill(false), days: [] });
    expect(worked(never, 0, 1)).toBe(1000);
  });

  it("is Monday to Friday where the project has none", () => {
    expect(workedBetween(workdaysOf(undefined), 0, 6)).toBe(5);
  });
});
