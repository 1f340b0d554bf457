import { describe, expect, it } from "vitest";
import { building, milestone, project } from "../shared/testing";
import { filtered, filtersRead, filtersWrite, lightToggled, picksOf } from "./filters";
import { expectedLate } from "./forecast";

describe("the address", () => {
  it("keeps the filter, and reads back what it wrote", () => {
    for (const search of ["", "?project=2", "?light=red,yellow", "?project=2&light=orange&late=expected"]) {
      expect(filtersWrite(filtersRead(search))).toBe(search);
    }
  });

  it("forgets what it does not know", () => {
    expect(filtersWrite(filtersRead("?project=x&light=violet,red&other=1"))).toBe("?light=red");
    expect(filtersWrite(filtersRead("?project=-3&light=&late=1"))).toBe("");
  });

  it("writes the worst light first, whatever the order of the clicks", () => {
    const clicked = lightToggled(lightToggled(filtersRead(""), "green"), "red");
    expect(filtersWrite(clicked)).toBe("?light=red,green");
    expect(filtersWrite(lightToggled(clicked, "red"))).toBe("?light=green");
  });
});

describe("the sheet", () => {
  const late = building(milestone("red"), milestone("green"));
  const fine = building(milestone("green"));
  const projects = [project(1, late, fine), project(2, fine)];

  it("is whole without a filter", () => {
    expect(filtered(projects, filtersRead(""))).toEqual(projects);
  });

  it("keeps the buildings that show the light, with all their milestones", () => {
    const found = filtered(projects, filtersRead("?light=red"));
    expect(found.map((row) => row.id)).toEqual([1]);
    expect(found[0]?.buildings).toEqual([late]);
  });

  it("keeps what is expected after its day, and shows it beside a light", () => {
    const slips = { planned_finish: "2026-12-01", forecast: "2026-12-05" };
    const waits = building(milestone("green", slips), milestone("green"));
    const all = [...projects, project(3, waits)];
    const asked = filtersRead("?late=expected");
    expect(filtered(all, asked).map((row) => row.id)).toEqual([3]);
    expect(filtered(all, lightToggled(asked, "red")).map((row) => row.id)).toEqual([1, 3]);
    const picks = picksOf(asked);
    expect(waits.milestones.map((row) => picks?.(row))).toEqual([true, false]);
    expect(expectedLate(all)).toBe(1);
  });

  it("keeps one project, even one without buildings", () => {
    expect(filtered([...projects, project(3)], filtersRead("?project=3"))).toHaveLength(1);
  });
});
