import { describe, expect, it } from "vitest";
import { building, milestone } from "../shared/testing";
import { floorArea, nextOf } from "./next";

describe("what comes next", () => {
  it("is the open milestone that is due first", () => {
    const row = building(
      milestone("green", { id: 1, reached: true, planned_finish: "2026-01-01" }),
      milestone("grey", { id: 2, planned_finish: null }),
      milestone("green", { id: 3, planned_finish: "2027-03-01" }),
      milestone("red", { id: 4, planned_finish: "2026-11-01" }),
    );
    expect(nextOf(row)?.id).toBe(4);
  });

  it("is measured from the baseline where lateness is", () => {
    const row = building(
      milestone("green", { id: 1, planned_finish: "2026-12-01" }),
      milestone("green", {
        id: 2,
        planned_finish: "2027-01-01",
        baseline_finish: "2026-11-01",
        compared_date: "baseline",
      }),
    );
    expect(nextOf(row)?.id).toBe(2);
  });

  it("is what has no date where nothing has one", () => {
    expect(nextOf(building(milestone("grey", { planned_finish: null })))?.id).toBe(1);
  });

  it("is nothing where all is done, or nothing is planned", () => {
    expect(nextOf(building(milestone("green", { reached: true })))).toBeNull();
    expect(nextOf(building())).toBeNull();
  });
});

describe("the floor area", () => {
  it("sums what is known", () => {
    expect(floorArea([{ gross_floor_area_m2: 1200.5 }, { gross_floor_area_m2: null }])).toBe(1200.5);
    expect(floorArea([{ gross_floor_area_m2: null }])).toBeNull();
    expect(floorArea([])).toBeNull();
  });
});
