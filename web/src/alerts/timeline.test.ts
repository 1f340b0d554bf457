import { describe, expect, it } from "vitest";
import { timeline } from "./timeline";
import type { Happening } from "./types";

function happening(changes: Partial<Happening>): Happening {
  return {
    at: "2026-09-30T00:30:00Z",
    what: "told",
    by: "li",
    text: "[Overdue] 3#",
    why: "",
    until: null,
    channel: "email",
    step: 1,
    group: "",
    ...changes,
  };
}

describe("an alert's life", () => {
  it("names in one line whom one telling reached, groups too", () => {
    const lines = timeline([
      happening({ by: "li" }),
      happening({ by: "wang", at: "2026-09-30T00:30:40Z" }),
      happening({ by: null, group: "项目群", at: "2026-09-30T00:30:50Z" }),
    ]);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.who).toEqual(["li", "wang", "项目群"]);
    expect(lines[0]?.at).toBe("2026-09-30T00:30:00Z");
  });

  it.each([
    ["another channel", { channel: "sms" }],
    ["another level", { step: 2 }],
    ["another text", { text: "[Due soon] 3#" }],
    ["another day", { at: "2026-10-01T00:30:00Z" }],
    ["another end", { what: "undelivered", why: "permanent" }],
  ] as [string, Partial<Happening>][])("keeps %s apart", (_name, changes) => {
    expect(timeline([happening({}), happening({ by: "wang", ...changes })])).toHaveLength(2);
  });

  it("never puts two people's comments into one line", () => {
    const said = { what: "commented", channel: null, step: null, text: "明天" } as const;
    expect(timeline([happening({ ...said }), happening({ ...said, by: "wang" })])).toHaveLength(2);
  });

  it("leaves what nobody did to nobody", () => {
    expect(timeline([happening({ what: "opened", by: null })])[0]?.who).toEqual([]);
  });
});
