import { describe, expect, it } from "vitest";
import { bodyOf, draftOf, thresholdOf } from "./draft";
import type { Rule } from "./types";

const RULE = {
  id: null,
  project: null,
  kind: "due_soon",
  enabled: true,
  severity: "normal",
  working_days_before: 3,
  slip_days: 9,
  repeat_days: 1,
  quiet_from: "22:00:00",
  quiet_to: "07:30:00",
  channels: ["sms"],
  levels: [
    { wait_minutes: 0, recipients: [{ whom: "lead_unit", role: "", unit: "", user: null, contact: null }] },
    { wait_minutes: 90, recipients: [{ whom: "role", role: "official", unit: "", user: null, contact: null }] },
  ],
  warnings: [],
  default: true,
  updated_at: "2026-11-24T00:00:00Z",
  version: 1,
} satisfies Rule;

describe("a rule's draft", () => {
  it("counts waits in office hours and shows times as an input has them", () => {
    const draft = draftOf(RULE);
    expect(draft.levels.map(({ hours }) => hours)).toEqual([0, 1.5]);
    expect([draft.quietFrom, draft.quietTo]).toEqual(["22:00", "07:30"]);
    expect(draft.threshold).toBe(3);
  });

  it("is stored with the threshold of its own kind only, and repeats only what is repeated", () => {
    const body = bodyOf(draftOf(RULE), "due_soon");
    expect(body).toMatchObject({ working_days_before: 3, quiet_from: "22:00", channels: ["sms"] });
    expect(body).not.toHaveProperty("slip_days");
    expect(body).not.toHaveProperty("repeat_days");
    expect(bodyOf(draftOf(RULE), "overdue")).toMatchObject({ repeat_days: 1 });
    expect(thresholdOf("overdue")).toBeNull();
  });

  it("names a recipient by what its kind is named by", () => {
    expect(bodyOf(draftOf(RULE), "due_soon")).toMatchObject({
      levels: [
        { wait_minutes: 0, recipients: [{ whom: "lead_unit" }] },
        { wait_minutes: 90, recipients: [{ whom: "role", role: "official" }] },
      ],
    });
    const { levels } = bodyOf(draftOf(RULE), "due_soon") as { levels: { recipients: object[] }[] };
    expect(levels[0]?.recipients[0]).toEqual({ whom: "lead_unit" });
  });

  it("has no quiet hours where an input is empty, and no wait at the first level", () => {
    const draft = { ...draftOf(RULE), quietFrom: "", quietTo: "" };
    draft.levels = [{ hours: 8, recipients: [] }];
    expect(bodyOf(draft, "due_soon")).toMatchObject({
      quiet_from: null,
      quiet_to: null,
      levels: [{ wait_minutes: 0 }],
    });
  });
});
