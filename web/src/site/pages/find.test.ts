import { expect, it } from "vitest";
import { found } from "./find";

const WORK = [
  { code: "M-1", name: "三层封顶", name_en: "Third floor topped out" },
  { code: "M-2", name: "اعتماد", name_en: "" },
];

it.each([
  ["", ["M-1", "M-2"]],
  ["  floor  THIRD ", ["M-1"]],
  ["封顶", ["M-1"]],
  ["m-2", ["M-2"]],
  ["اعتماد", ["M-2"]],
  [".*", []],
])("%j finds %j", (words, codes) => {
  expect(found(WORK, words).map(({ code }) => code)).toEqual(codes);
});
