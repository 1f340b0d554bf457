import { describe, expect, it } from "vitest";
import { hexOf, typeOf, withOffset } from "./intake";
import { byDistance, metresBetween, nearestProject } from "./nearest";
import { reportOf } from "./submit";

describe("the nearest building", () => {
  const here = { latitude: 36.789, longitude: 119.213 };
  const far = { code: "far", centre: [119.3, 36.8] };
  const near = { code: "near", centre: [119.2131, 36.7891] };
  const nowhere = { code: "nowhere", centre: null };
  it("comes first, and one without a place last", () => {
    const order = byDistance([nowhere, far, near], here);
    expect(order.map(({ building }) => building.code)).toEqual(["near", "far", "nowhere"]);
    expect(order[2]?.metres).toBeNull();
  });
  it("is not known without a position: the order stays", () => {
    const order = byDistance([far, nowhere, near], null);
    expect(order.map(({ building }) => building.code)).toEqual(["far", "nowhere", "near"]);
  });
  it("chooses the project", () => {
    const projects = [{ buildings: [far] }, { buildings: [near] }, { buildings: [] }];
    expect(nearestProject(projects, here)).toBe(projects[1]);
    expect(nearestProject(projects, null)).toBe(projects[0]);
    expect(nearestProject([], here)).toBeUndefined();
  });
  it("is measured along the ground", () => {
    // a minute of latitude is a nautical mile
    expect(metresBetween([0, 0], [0, 1 / 60])).toBeCloseTo(1853, 0);
    expect(metresBetween([10, 60], [11, 60])).toBeCloseTo(55_597, -2);
    expect(metresBetween([5, 5], [5, 5])).toBe(0);
  });
});

describe("what a photo is", () => {
  it("is named by its type, or by its name where a phone says none", () => {
    expect(typeOf({ name: "a.jpg", type: "image/jpg" })).toBe("image/jpeg");
    expect(typeOf({ name: "IMG.HEIC", type: "" })).toBe("image/heic");
    expect(typeOf({ name: "film.mp4", type: "video/mp4" })).toBe("video/mp4");
    expect(typeOf({ name: "what", type: "" })).toBe("");
  });
  it("has a hash in hex", () => {
    expect(hexOf(new Uint8Array([0, 15, 255]).buffer)).toBe("000fff");
  });
  it("has the time that the phone's clock showed, with its offset", () => {
    const moment = new Date("2026-11-24T02:00:00.500Z");
    const said = withOffset(moment);
    expect(said).toMatch(/^2026-11-2\dT\d\d:\d\d:00\.500[+-]\d\d:\d\d$/);
    expect(new Date(said).getTime()).toBe(moment.getTime());
  });
});

it("a claim says nothing of percent, and a note is trimmed", () => {
  const place = { project: 1, building: null, activity: 9, label: "" };
  const made = reportOf("site", place, { percent: 85, note: " 封顶 ", claim: true }, new Date(0));
  expect([made.kind, made.percent, made.note]).toEqual(["claim", null, "封顶"]);
  expect(made.madeAt).toBe("1970-01-01T00:00:00.000Z");
});
