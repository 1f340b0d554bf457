import { expect, it } from "vitest";
import { areaInWords, floorAreaInWords, moneyInWords } from "./figures";

it("says money as people do", () => {
  expect(moneyInWords(5_000_000_000, "zh-hans")).toBe("50 亿元");
  expect(moneyInWords(5_000_000_000, "en")).toBe("CNY 5 billion");
  expect(moneyInWords(12_345_678, "zh-hans")).toBe("1234.57 万元");
  expect(moneyInWords(12_345_678, "en")).toBe("CNY 12.35 million");
  expect(moneyInWords(9_999, "zh-hans")).toBe("9999 元");
});

it("says an area in mu, and in hectares to those who do not know mu", () => {
  expect(areaInWords(200, "zh-hans")).toBe("200 亩");
  expect(areaInWords(200, "en")).toBe("200 mu (13.33 ha)");
});

it("says floor areas in the unit that people use", () => {
  expect(floorAreaInWords(123_456.4, "zh-hans")).toBe("12.35 万平方米");
  expect(floorAreaInWords(900, "zh-hans")).toBe("900 平方米");
  expect(floorAreaInWords(123_456.4, "en")).toBe("123,456 m²");
});
