import { describe, expect, it } from "vitest";
import { askedOf, inboxRead, inboxWrite } from "./inboxFilters";

describe("the inbox's address", () => {
  it("keeps the filter, and reads back what it wrote", () => {
    for (const search of ["", "?kind=overdue", "?state=closed", "?kind=due_soon&state=all"]) {
      expect(inboxWrite(inboxRead(search))).toBe(search);
    }
  });

  it("forgets what it does not know", () => {
    expect(inboxRead("?kind=violet&state=lost&x=1")).toEqual({ kind: null, state: "open" });
  });

  it("asks the server for what it names", () => {
    expect(askedOf(inboxRead(""))).toBe("open=true");
    expect(askedOf(inboxRead("?kind=overdue&state=signed"))).toBe(
      "open=true&acknowledged=true&kind=overdue",
    );
    expect(askedOf(inboxRead("?state=all"))).toBe("");
  });
});
