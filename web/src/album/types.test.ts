import { expect, it } from "vitest";
import { uprightRatio } from "./types";

it("turns a picture that lies on its side", () => {
  const size = { width: 4000, height: 3000 };
  expect(uprightRatio({ ...size, orientation: 1 })).toBeCloseTo(4 / 3);
  expect(uprightRatio({ ...size, orientation: 3 })).toBeCloseTo(4 / 3);
  expect(uprightRatio({ ...size, orientation: 6 })).toBeCloseTo(3 / 4);
});
