import { expect, test } from "vitest";
import { lagText } from "./lags";

test("a line says its kind and lag, but not that work simply follows", () => {
  expect(lagText("FS", 0, null)).toBe("");
  expect(lagText("SS", 0, null)).toBe("SS");
  expect(lagText("FF", -2.5, null)).toBe("FF−2.5");
  expect(lagText("FS", 3, null)).toBe("FS+3");
  expect(lagText("FS", 0, 50)).toBe("FS+50%");
});
