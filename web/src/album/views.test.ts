import { expect, it } from "vitest";
import { askedOf, searchOf } from "./views";

it("keeps in the address what is shown", () => {
  for (const search of ["", "?view=lapse&building=3", "?building=3", "?view=map"]) {
    expect(searchOf(askedOf(search))).toBe(search);
  }
});

it("shows the timeline of all where the address says nothing it knows", () => {
  expect(askedOf("?view=film&building=x")).toEqual({ view: "timeline", building: null });
});
