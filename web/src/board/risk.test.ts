import { beforeAll, describe, expect, it } from "vitest";
import { wordsLoad } from "../shared/i18n";
import type { Risk } from "../shared/portfolio";
import { riskInWords } from "./risk";

const risk: Risk = {
  analysis: 1,
  finished_at: "2026-11-24T08:00:00Z",
  p50: "2026-11-30",
  p80: "2026-12-04",
  stale: false,
};

beforeAll(() => wordsLoad("en"));

describe("the risk of a milestone", () => {
  it("is the day of 80 trials in 100", () => {
    expect(riskInWords(risk, "2026-11-24")).toBe("Fri 4 Dec");
  });

  it("says when the plan is another since", () => {
    expect(riskInWords({ ...risk, stale: true }, "2026-11-24")).toBe("Fri 4 Dec, plan changed since");
  });
});
