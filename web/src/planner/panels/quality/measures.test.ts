import { expect, test } from "vitest";
import { measureInWords, type QualityPoint } from "./measures";

function point(changes: Partial<QualityPoint>): QualityPoint {
  return { key: "logic", at_least: false, threshold: 0.05, share: 0.1176, ...changes } as QualityPoint;
}

test("a share stands beside its limit, with the sign that holds", () => {
  expect(measureInWords(point({}))).toBe("11.8 % > 5 %");
  expect(measureInWords(point({ share: 0.05 }))).toBe("5 % ≤ 5 %");
  expect(measureInWords(point({ at_least: true, threshold: 0.9, share: 0.75 }))).toBe("75 % < 90 %");
  expect(measureInWords(point({ share: null }))).toBe("");
});

test("an index is a number", () => {
  const bei = point({ key: "bei", at_least: true, threshold: 0.95, share: 0.98245 });
  expect(measureInWords(bei)).toBe("0.98 ≥ 0.95");
});
