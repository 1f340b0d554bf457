import { expect, it } from "vitest";
import { viewpointsOf } from "./viewpoints";

it("offers the viewpoints that show a change, the most photographed first", () => {
  const found = [
    { id: 3, photo_count: 1 },
    { id: 4, photo_count: 2 },
    { id: 7, photo_count: 9 },
    { id: 2, photo_count: 2 },
  ];
  expect(viewpointsOf(found)).toEqual([
    { id: 7, count: 9 },
    { id: 2, count: 2 },
    { id: 4, count: 2 },
  ]);
});
