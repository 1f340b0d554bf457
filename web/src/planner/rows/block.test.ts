import { describe, expect, test } from "vitest";
import { workdaysOf } from "../geometry/workdays";
import { COLUMNS } from "../grid/columns";
import { planOf } from "../plan";
import { said } from "../testing";
import { blockOf } from "./block";
import { offerOf } from "./offer";
import { blockRead } from "./reading";

const plan = planOf(said([{ code: "A1" }, { code: "A2" }]));
const fromCode = COLUMNS.slice(COLUMNS.indexOf("code"));
const beside = { building: 7, workdays: workdaysOf(undefined) };
const read = (text: string) => blockRead(plan, blockOf(text, fromCode), beside);

describe("columns", () => {
  test("headings name them, in any order and either language", () => {
    const block = blockOf("名称\t备注\tDuration\t编码\n砌体\tx\t5\tB1\n\n", fromCode);
    expect(block.columns).toEqual(["name", null, "duration", "code"]);
    expect(block.lines).toEqual([{ number: 2, cells: { name: "砌体", duration: "5", code: "B1" } }]);
  });

  test("without headings they are the table's from the active one on", () => {
    expect(blockOf("B1\t砌体\t5\t2026-11-23\t2026-11-27\t0", fromCode).columns).toEqual([
      "code",
      "name",
      "duration",
      "start",
      "finish",
      null,
    ]);
  });
});

describe("lines", () => {
  test("a duration of nothing is a milestone, a missing one lies between the dates", () => {
    const { drafts, faults } = read("B1\t封顶\t0\nB2\t砌体\t\t2026/11/23\t2026年11月30日\nB3\t抹灰\t7 天");
    expect(faults).toEqual([]);
    expect(drafts.map(({ kind, duration_days }) => [kind, duration_days])).toEqual([
      ["finish_milestone", 0],
      ["task", 6],
      ["task", 7],
    ]);
    expect(drafts[1]).toMatchObject({
      building: 7,
      planned_start: "2026-11-23",
      planned_finish: "2026-11-30",
    });
  });

  test("a line without a code gets the next free one; a known code is left alone", () => {
    const { drafts, known } = read("\t砌体\t5\nA1\t又一次\t5\n\t抹灰\t5");
    expect(drafts.map(({ code }) => code)).toEqual(["A3", "A4"]);
    expect(known).toBe(1);
  });

  test("what is wrong is said line by line", () => {
    const { faults } = read(
      "B1\t\t5\nB2\t甲\tlong\nB2\t乙\t\nB3\t丙\t1\t31.12.26\nB4\t丁\t1\nB4\t戊\t1\nB5\t己\t1\t2026-12-02\t2026-12-01",
    );
    expect(faults.map(({ line, fault }) => [line, fault])).toEqual([
      [1, "noName"],
      [2, "duration"],
      [3, "noDuration"],
      [4, "day"],
      [6, "twice"],
      [7, "before"],
    ]);
    expect(read("单体\t编码\t名称\t工期").drafts).toEqual([]);
    expect(read("单体\t编码\t名称\t工期\n9#\tB1\t甲\t1").faults[0]?.fault).toBe("building");
    expect(read("单体\t编码\t名称\t工期\n2#\tB1\t甲\t1").drafts[0]?.building).toBe(8);
  });
});

describe("predecessors", () => {
  const heads = "编码\t名称\t工期\t紧前活动\n";
  test("tie new rows to one another, in any order, and to the plan", () => {
    const { drafts, links, faults } = read(`${heads}B1\t甲\t1\tA2; B2SS+2\nB2\t乙\t1\t\nA1\t旧\t1\tB1`);
    expect(faults).toEqual([]);
    expect(drafts.map(({ code }) => code)).toEqual(["B1", "B2"]);
    expect(links).toEqual([
      { predecessor: "A2", successor: "B1", kind: "FS" },
      { predecessor: "B2", successor: "B1", kind: "SS", lag_days: 2 },
    ]);
  });

  test("that cannot be are said with their line, in the order of lines", () => {
    const { faults } = read(`${heads}B1\t甲\t1\tB3\nB2\t乙\tlong\t\nB3\t丙\t1\tB1\nB4\t丁\t1\tB2, X9`);
    expect(faults).toEqual([
      { line: 2, fault: "loop", said: "B1" },
      { line: 3, fault: "duration", said: "long" },
      { line: 5, fault: "predecessor", said: "X9" },
    ]);
  });
});

describe("what is offered", () => {
  test("unknown codes with names, headings, and what lies below the last row", () => {
    expect(offerOf(plan, "B1\t砌体\t5", fromCode, 2)?.take).toBe("all");
    expect(offerOf(plan, "A1\t改名\t5", fromCode, 2)).toBeNull();
    expect(offerOf(plan, "名称\t工期\n砌体\t5", fromCode, 2)?.take).toBe("all");
    const fromName = COLUMNS.slice(COLUMNS.indexOf("name"));
    expect(offerOf(plan, "甲\t1\n乙\t2\n丙\t3", fromName, 2)).toEqual({ take: "rest", text: "丙\t3" });
    expect(offerOf(plan, "5\n6\n7", COLUMNS.slice(COLUMNS.indexOf("duration")), 2)).toBeNull();
  });

  test("a span of thousands of years is not counted without end", () => {
    expect(read("B1\t甲\t\t0001-01-01\t9999-12-31").faults[0]?.fault).toBe("duration");
  });
});
