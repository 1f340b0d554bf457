import { describe, expect, it } from "vitest";
import type { Recipient, Rule } from "../rules/types";
import type { Destination } from "../shared/destinations";
import { changesOf, creationOf, EMPTY, kindsTold, secretOf } from "./destination";

const GROUP = {
  id: 7,
  project: 1,
  channel: "dingtalk",
  value: "https://oapi.dingtalk.com/…0f1e",
  label: "专班群",
} as Destination;
const KEPT = { ...EMPTY, label: "专班群" };

describe("what is stored of a destination", () => {
  it("has a secret where its channel signs", () => {
    const draft = { ...EMPTY, value: " https://a.example/x ", secret: "SEC1", label: "群" };
    const stored = { project: 1, value: "https://a.example/x", label: "群" };
    expect(creationOf(1, "dingtalk", draft)).toEqual({ ...stored, channel: "dingtalk", secret: "SEC1" });
    expect(creationOf(1, "wecom_robot", draft)).toEqual({ ...stored, channel: "wecom_robot" });
  });

  it("is only what was changed, so that a new name asks for no new test", () => {
    expect(changesOf(GROUP, KEPT)).toEqual({});
    expect(changesOf(GROUP, { ...KEPT, label: "指挥部" })).toEqual({ label: "指挥部" });
    expect(changesOf(GROUP, { ...KEPT, label: "" })).toEqual({ label: "" });
    expect(changesOf(GROUP, { ...KEPT, value: " https://b.example/ " })).toEqual({
      value: "https://b.example/",
    });
    expect(changesOf(GROUP, { ...KEPT, secret: "SEC2" })).toEqual({ secret: "SEC2" });
    expect(changesOf(GROUP, { ...KEPT, unsigned: true })).toEqual({ secret: "" });
  });

  it("may be signed with a secret that is made here", () => {
    const secret = secretOf(Uint8Array.from({ length: 32 }, (_each, index) => 255 - index));
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(atob(secret.slice("whsec_".length)).charCodeAt(0)).toBe(255);
  });
});

describe("what a destination is told of", () => {
  const rule = (kind: Rule["kind"], contact: number | null, enabled = true) =>
    ({
      kind,
      enabled,
      levels: [
        { wait_minutes: 0, recipients: [{ whom: "lead_unit" }] },
        { wait_minutes: 60, recipients: [{ whom: "contact", contact } as Recipient] },
      ],
    }) as Rule;

  it("is every kind whose rule names it at some level and is on", () => {
    const rules = [rule("overdue", 7), rule("due_soon", 8), rule("claimed", 7, false), rule("no_report", 7)];
    expect(kindsTold(rules, 7)).toEqual(["overdue", "no_report"]);
    expect(kindsTold(rules, 9)).toEqual([]);
  });
});
