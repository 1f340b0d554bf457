import { describe, expect, it } from "vitest";
import type { Rows } from "../geometry/rows";
import { COLUMNS, columnsFor, figure } from "./columns";
import { moved, scrollToRow } from "./keys";

const ROWS = { count: 100 } as Rows;
const AT = { row: 10, column: "code" } as const;
const press = (key: string, ctrlKey = false, at: Parameters<typeof moved>[1] = AT) =>
  moved({ key, ctrlKey, metaKey: false }, at, COLUMNS, ROWS, 20);

describe("keys in the table", () => {
  it("lead to the neighbour, and to the edge with Ctrl", () => {
    expect(press("ArrowDown")).toEqual({ row: 11, column: "code" });
    expect(press("ArrowLeft")).toEqual({ row: 10, column: "wbs" });
    expect(press("ArrowUp", true)).toEqual({ row: 0, column: "code" });
    expect(press("ArrowRight", true)).toEqual({ row: 10, column: "responsible" });
    expect(press("PageDown")).toEqual({ row: 30, column: "code" });
    expect(press("End", true)).toEqual({ row: 99, column: "responsible" });
    expect(press("x")).toBeNull();
  });

  it("stop at the edges", () => {
    expect(press("PageUp")).toEqual({ row: 0, column: "code" });
    expect(press("ArrowLeft", false, { row: 0, column: "wbs" })).toEqual({ row: 0, column: "wbs" });
    expect(press("ArrowDown", false, { row: 99, column: "wbs" })?.row).toBe(99);
  });

  it("scroll no further than the row needs", () => {
    const shown = { top: 280, height: 280 };
    expect(scrollToRow(12, 28, shown)).toBeNull();
    expect(scrollToRow(3, 28, shown)).toBe(84);
    expect(scrollToRow(25, 28, shown)).toBe(448);
  });
});

describe("columns", () => {
  it("begin with the name on a phone", () => {
    expect(columnsFor(true)[0]).toBe("name");
    expect(columnsFor(false)).toEqual(COLUMNS);
  });

  it("write figures with one decimal and a real minus", () => {
    expect([figure(-1.55), figure(0), figure(null), figure(12.04)]).toEqual(["−1.5", "0", "", "12"]);
  });
});
