import { expect, it } from "vitest";
import { coloursOf, countsOf, isClaimOnly, noCounts, stopsInRow } from "./lights";
import { building, milestone, project } from "./testing";

it("adds up the lights of all projects", () => {
  const projects = [
    project(1, building(milestone("red"), milestone("green"))),
    project(2, building(milestone("red"))),
  ];
  expect(countsOf(projects)).toEqual({ ...noCounts(), red: 2, green: 1 });
});

it("shows the lamps that a rule in use can light", () => {
  const rule = {
    name: "suqian-order-colours",
    title: "",
    titles: {},
    shipped: true,
    version: 1,
    text: {},
    source: "",
    weak_source: false,
    closes: "finish",
    bands: [],
    colours: ["red", "yellow", "blue", "green", "grey"],
  } as const;
  const rules = [{ ...rule, bands: [], colours: [...rule.colours] }];
  expect(coloursOf(rules)).toEqual(["red", "yellow", "blue", "green", "grey"]);
  expect(coloursOf([])).toEqual([]);
});

it("tells the contractor's word from evidence", () => {
  expect(isClaimOnly(milestone("green", { state: "claimed" }))).toBe(true);
  expect(isClaimOnly(milestone("green", { state: "evidenced", reached: true }))).toBe(false);
  expect(isClaimOnly(milestone("green"))).toBe(false);
});

it("lays a project's stops in rows of equal length", () => {
  const of = (count: number) => building(...Array.from({ length: count }, () => milestone("green")));
  expect(stopsInRow([of(9), of(4)], 10)).toBe(9);
  expect(stopsInRow([of(20)], 10)).toBe(10);
  expect(stopsInRow([of(11)], 10)).toBe(6);
  expect(stopsInRow([], 10)).toBe(1);
});
