import { expect, it } from "vitest";
import { hashOf, type Where, whereOf } from "./where";

const PLACES: Where[] = [
  { page: "places", project: null },
  { page: "places", project: 4 },
  { page: "building", project: 4, building: 7 },
  { page: "building", project: 4, building: null },
  { page: "report", project: 4, activity: 12 },
  { page: "photo", id: "0c6f" },
  { page: "queue" },
];

it.each(PLACES)("%j is found again by its address", (where) => {
  expect(whereOf(hashOf(where))).toEqual(where);
});

it("what is not known leads home", () => {
  for (const hash of ["", "#", "#/nothing/1", "#/report/1", "#/photo/"])
    expect(whereOf(hash)).toEqual({ page: "places", project: null });
});
