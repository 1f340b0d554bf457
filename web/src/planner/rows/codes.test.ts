import { expect, test } from "vitest";
import { nextCode } from "./codes";

test("a code counts on from the active row's, and passes by what is taken", () => {
  expect(nextCode("3-A08", new Set(["3-A08"]))).toBe("3-A09");
  expect(nextCode("3-A09", new Set(["3-A09", "3-A10"]))).toBe("3-A11");
  expect(nextCode("A99", new Set())).toBe("A100");
});

test("a code without figures gets some", () => {
  expect(nextCode("A", new Set(["A1"]))).toBe("A2");
  expect(nextCode("", new Set())).toBe("1");
});
