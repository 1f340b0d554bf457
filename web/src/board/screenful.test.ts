import { expect, it } from "vitest";
import { building, milestone, project } from "../shared/testing";
import { screenful } from "./screenful";

const tall = (id: number) =>
  project(id, ...Array.from({ length: 6 }, () => building(milestone("green"))));

it("takes as many projects as fill a screen, and all where columns are balanced", () => {
  const projects = [1, 2, 3, 4].map(tall);
  expect(screenful(projects, false)).toBe(3);
  expect(screenful(projects, true)).toBe(4);
  expect(screenful(projects.slice(0, 2), false)).toBe(2);
  expect(screenful([], false)).toBe(0);
});
