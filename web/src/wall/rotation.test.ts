import { describe, expect, it } from "vitest";
import { building, milestone, project } from "../shared/testing";
import { sheetsOf, turned } from "./rotation";

const row = () => building(milestone("green"));

describe("the sheets of a wall", () => {
  it("are all projects, the map, and each project", () => {
    const kinds = sheetsOf([project(1, row()), project(2, row())]).map(({ kind }) => kind);
    expect(kinds).toEqual(["overview", "map", "project", "project"]);
  });

  it("go on where a project has more buildings than one holds, evenly", () => {
    const many = project(1, ...Array.from({ length: 6 }, row));
    const parts = sheetsOf([many]).filter((sheet) => sheet.kind === "project");
    expect(parts.map(({ buildings }) => buildings.length)).toEqual([3, 3]);
    expect(parts.map(({ part, parts: all }) => `${part}/${all}`)).toEqual(["1/2", "2/2"]);
  });

  it("show a project without buildings too", () => {
    expect(sheetsOf([project(1)]).at(-1)).toMatchObject({ kind: "project", buildings: [] });
  });

  it("are none without projects", () => {
    expect(sheetsOf([])).toEqual([]);
  });

  it("turn around the end both ways", () => {
    expect(turned(3, 1, 4)).toBe(0);
    expect(turned(0, -1, 4)).toBe(3);
    expect(turned(9, 0, 4)).toBe(1);
    expect(turned(2, 1, 0)).toBe(0);
  });
});
