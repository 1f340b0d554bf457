import { describe, expect, test } from "vitest";
import { loopIn, predecessorsOf } from "./predecessors";
import { LineRefused } from "./refused";

const CODES = new Set(["A10", "A20", "3", "1.2-FS", "砌体"]);
const read = (said: string) => predecessorsOf(said, CODES);

function faultOf(said: string): [string, string] {
  try {
    read(said);
  } catch (error) {
    if (error instanceof LineRefused) return [error.fault, error.said];
  }
  throw new Error("It was taken.");
}

describe("a cell of predecessors", () => {
  test("is read as MS Project and P6 write it, in either language", () => {
    expect(read("A10; A20SS+3d，3FF-50%、砌体FS+7ed")).toEqual([
      { predecessor: "A10", kind: "FS" },
      { predecessor: "A20", kind: "SS", lag_days: 3 },
      { predecessor: "3", kind: "FF", lag_percent: -50 },
      { predecessor: "砌体", kind: "FS", lag_days: 7, lag_clock: "elapsed" },
    ]);
    expect(read("A10: SF -2.5, A20fs + 2 days, 3SS+2 个工作日")).toEqual([
      { predecessor: "A10", kind: "SF", lag_days: -2.5 },
      { predecessor: "A20", kind: "FS", lag_days: 2 },
      { predecessor: "3", kind: "SS", lag_days: 2 },
    ]);
    expect(read(" ; ")).toEqual([]);
  });

  test("takes a code that ends like a kind for the code", () => {
    expect(read("1.2-FS")).toEqual([{ predecessor: "1.2-FS", kind: "FS" }]);
    expect(read("1.2-FSSS")).toEqual([{ predecessor: "1.2-FS", kind: "SS" }]);
    expect(read("A10FS+0d")).toEqual([{ predecessor: "A10", kind: "FS" }]);
  });

  test("is refused where it names nobody, or what is no lag, or one tie twice", () => {
    expect(faultOf("A10, B7SS")).toEqual(["predecessor", "B7"]);
    expect(faultOf("A10+3d")).toEqual(["predecessor", "A10+3d"]);
    expect(faultOf("A10FS+2 wks")).toEqual(["lag", "A10FS+2 wks"]);
    expect(faultOf("A10FS+40000d")).toEqual(["lag", "A10FS+40000d"]);
    expect(faultOf("A10FS-12.345%")).toEqual(["lag", "A10FS-12.345%"]);
    expect(read("A10FS-12.34%, A20FS+0.1234d")).toHaveLength(2);
    expect(faultOf("A10, A10FS+3")).toEqual(["tiedTwice", "A10 FS"]);
    expect(read("A10SS, A10FF")).toHaveLength(2);
  });
});

describe("a loop", () => {
  const before = (ties: Record<string, string[]>) => new Map(Object.entries(ties));
  test("is found by what leads back, also to itself", () => {
    expect(loopIn(before({ a: ["b"], b: ["c"], c: ["a", "x"] }))).toBe("a");
    expect(loopIn(before({ a: ["a"] }))).toBe("a");
  });

  test("is none where ways only meet again, however long they are", () => {
    expect(loopIn(before({ a: ["b", "c"], b: ["d"], c: ["d"], d: ["x"] }))).toBeNull();
    const long = Array.from({ length: 50_000 }, (_, at) => [`r${at}`, [`r${at + 1}`]]);
    expect(loopIn(new Map(long as [string, string[]][]))).toBeNull();
  });
});
