import { beforeAll, expect, it } from "vitest";
import { wordsAdd, wordsLoad } from "../../shared/i18n";
import { words } from "../words";
import { aheadOf, isWrong, observedOf, spanInWords } from "./clock";

const MINUTE = 60_000;

beforeAll(() => {
  wordsLoad("en");
  wordsAdd(words);
});

it("measures from the middle of the way there and back", () => {
  const as_of = "2026-11-24T02:00:00Z";
  const at = Date.parse(as_of);
  expect(aheadOf({ as_of }, at - 3_000, at + 3_000)).toBe(0);
  expect(aheadOf({ as_of }, at - 60_000, at - 58_000)).toBe(-59_000);
});

it("leaves a few minutes unsaid", () => {
  expect([null, 4 * MINUTE, -4 * MINUTE, 6 * MINUTE, -6 * MINUTE].map(isWrong)).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
});

it("is told in the largest unit that fits twice", () => {
  expect(spanInWords(365 * 24 * 60 * MINUTE)).toBe("365 days");
  expect(spanInWords(-26 * 60 * MINUTE)).toBe("26 hours");
  expect(spanInWords(6 * MINUTE)).toBe("6 minutes");
});

const YEAR = 365 * 24 * 60 * MINUTE;
const MADE = "2026-11-20T08:00:00.000Z";

it.each([
  ["a clock in order", 0, 3 * MINUTE, MADE],
  ["a little ahead", 2 * MINUTE, 3 * MINUTE, MADE],
  ["a year ahead", YEAR, 3 * MINUTE, "2025-11-20T08:00:00.000Z"],
  ["a year behind", -YEAR, 3 * MINUTE, "2027-11-20T08:00:00.000Z"],
  ["set back in between", 0, -YEAR, ""],
  ["set forward in between", 0, 2 * YEAR, ""],
])("when something was seen: %s", (_words, ahead, passed, said) => {
  expect(observedOf(MADE, ahead, Date.parse(MADE) + passed)).toBe(said);
});
