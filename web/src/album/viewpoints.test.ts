import { expect, it } from "vitest";
import { viewpointsOf } from "./viewpoints";

it("names the viewpoints that can be compared, the most photographed first", () => {
  const photos = [7, 3, 3, 3, 9, 9, null, undefined].map((viewpoint) => (viewpoint === undefined ? {} : { viewpoint }));
  expect(viewpointsOf(photos)).toEqual([
    { id: 3, count: 3 },
    { id: 9, count: 2 },
  ]);
  expect(viewpointsOf([])).toEqual([]);
});
