import { expect, test } from "vitest";
import { panelIn, withPanel } from "./panels";

test("the address names a panel, and nothing that is none", () => {
  expect(panelIn("?panel=why")).toBe("why");
  expect(panelIn("?panel=nonsense")).toBeNull();
  expect(panelIn("?panel=toString")).toBeNull();
  expect(panelIn("")).toBeNull();
});

test("another panel leaves the rest of the address alone", () => {
  expect(withPanel("?a=1&panel=why", null)).toBe("?a=1");
  expect(withPanel("?a=1", "why")).toBe("?a=1&panel=why");
  expect(withPanel("?panel=why", null)).toBe("");
});
