import { describe, expect, it } from "vitest";
import { planOf } from "../plan";
import { said } from "../testing";
import { type LinkRow, linksApplied } from "./applyLinks";
import { linkChanged, linkHung, linkMade, linkRemoved } from "./linkEdits";
import { movedBetween } from "./moved";
import { Own } from "./own";
import { backOf, over } from "./steps";

const GIVEN = said(
  [
    { code: "A", start: 10, finish: 14 },
    { code: "B", start: 15, finish: 19 },
    { code: "C", start: 20, finish: 24 },
  ],
  [[1, "FS", 2]],
);
const PLAN = planOf(GIVEN);
const WHOLE = {
  predecessor: 1,
  successor: 2,
  kind: "FS",
  lag_days: 0,
  lag_clock: "default",
  lag_percent: null,
};

describe("an edit of a link", () => {
  it("makes one between two ends", () => {
    expect(linkMade(PLAN, 1, 2, "SS")).toEqual([
      { deed: "make", list: "links", body: { predecessor: 2, successor: 3, kind: "SS" } },
    ]);
  });

  it("knows what was there, and asks for nothing where nothing differs", () => {
    expect(linkChanged(PLAN, 0, { lag_days: 3 })).toEqual([
      { deed: "change", list: "links", id: 1, body: { lag_days: 3 }, back: { lag_days: 0 } },
    ]);
    expect(linkChanged(PLAN, 0, { kind: "FS" })).toEqual([]);
  });

  it("hangs an end elsewhere: at the same bar another kind, at another bar another link", () => {
    expect(linkHung(PLAN, 0, "successor", { place: 1, end: "finish" })).toMatchObject([
      { deed: "change", body: { kind: "FF" } },
    ]);
    expect(linkHung(PLAN, 0, "successor", { place: 1, end: "start" })).toEqual([]);
    expect(linkHung(PLAN, 0, "successor", { place: 2, end: "finish" })).toEqual([
      { deed: "make", list: "links", body: { ...WHOLE, successor: 3, kind: "FF" } },
      { deed: "remove", list: "links", id: 1, body: WHOLE },
    ]);
    expect(linkHung(PLAN, 0, "predecessor", { place: 2, end: "start" })[0]).toMatchObject({
      body: { predecessor: 3, kind: "SS" },
    });
  });

  it("is brought back by its inverse", () => {
    const [removal] = linkRemoved(PLAN, 0);
    const again = backOf(removal!, 0);
    expect(again).toEqual({ deed: "make", list: "links", body: WHOLE, was: 1 });
    expect(backOf(again, 9)).toMatchObject({ deed: "remove", id: 9, body: WHOLE });
    const [change] = linkChanged(PLAN, 0, { lag_days: 3 });
    expect(backOf(change!, 0)).toMatchObject({ body: { lag_days: 0 }, back: { lag_days: 3 } });
  });

  it("over what somebody else made of it is undone to what he made", () => {
    const theirs = { ...WHOLE, lag_days: 7, version: 4 };
    const [change] = linkChanged(PLAN, 0, { lag_days: 3 });
    expect(over(change!, theirs)).toMatchObject({ body: { lag_days: 3 }, back: { lag_days: 7 } });
    expect(over(linkRemoved(PLAN, 0)[0]!, theirs).body).toEqual({ ...WHOLE, lag_days: 7 });
  });
});

describe("what one's own edits led to", () => {
  it("is followed by version and by id", () => {
    const own = new Own();
    own.led("links", 1, 1, 2);
    own.led("links", 1, 2, 3);
    own.led("links", 1, 3, 3);
    own.madeAgain("links", 1, 5);
    own.madeAgain("links", 5, 8);
    expect([own.version("links", 1, 1), own.version("activities", 1, 1)]).toEqual([3, 1]);
    expect([own.id("links", 1), own.id("links", 2)]).toEqual([8, 2]);
  });
});

describe("the columns of links after a step", () => {
  const row = { ...WHOLE, id: 4, version: 1, successor: 3, lag_days: 2 } as LinkRow;

  it("gain what was made and lose what was removed", () => {
    const made = linksApplied(GIVEN, linkMade(PLAN, 0, 2, "FS")[0]!, row);
    expect([made.links.id, made.links.lag_days]).toEqual([[1, 4], [0, 2]]);
    expect(linksApplied(made, linkRemoved(PLAN, 0)[0]!, null).links.id).toEqual([4]);
  });

  it("hold what was changed", () => {
    const [change] = linkChanged(PLAN, 0, { lag_days: 2 });
    const after = linksApplied(GIVEN, change!, { ...row, id: 1, version: 2 });
    expect([after.links.lag_days, after.links.version, GIVEN.links.lag_days]).toEqual([[2], [2], [0]]);
  });
});

describe("what moved between two readings", () => {
  it("is what has other dates, with the shift of its finish", () => {
    const later = said([
      { code: "A", start: 10, finish: 14 },
      { code: "B", start: 17, finish: 21 },
      { code: "C", start: null, finish: null },
    ]);
    expect(movedBetween(GIVEN, GIVEN)).toEqual([]);
    expect(movedBetween(GIVEN, later)).toMatchObject([
      { activity: 2, code: "B", finish_shift_days: 2 },
    ]);
  });
});
