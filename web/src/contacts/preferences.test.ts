import { describe, expect, it } from "vitest";
import { addable, bodyOf, draftOf, movedUp, type Preferences, type Way } from "./preferences";
import type { Contact } from "./useContacts";

const EMAIL: Way = { channel: "email", contact: null };
const PHONE: Way = { channel: "sms", contact: 7 };
const said = (routes: Way[], chosen: boolean) => ({
  routes: routes.map((way) => ({ ...way, name: "", usable: true })),
  chosen,
  hours: null,
});
const SAID: Preferences = {
  language: "zh-hans",
  daily_summary_at: "08:00",
  weekly_report: false,
  high: said([PHONE, EMAIL], true),
  normal: said([EMAIL], false),
};
const contact = (id: number, changes: Partial<Contact>) =>
  ({ id, channel: "sms", verified_at: "2026-11-24T00:00:00Z", broken_at: null, ...changes }) as Contact;

describe("what I choose", () => {
  it("shows a default as nothing chosen", () => {
    expect(draftOf(SAID).high.ways).toEqual([PHONE, EMAIL]);
    expect(draftOf(SAID).normal.ways).toEqual([]);
  });

  it("names only what changed, so that an hour of ordinary alerts asks for no password", () => {
    const before = draftOf(SAID);
    const hours = { tell_from: "08:00", tell_to: "20:00" };
    expect(bodyOf({ ...before, normal: { ...before.normal, hours } }, before, "")).toEqual({
      normal: { hours },
    });
    expect(bodyOf(before, before, "")).toEqual({});
    expect(bodyOf({ ...before, dailyAt: "", weekly: true }, before, "")).toEqual({
      daily_summary_at: null,
      weekly_report: true,
    });
    const high = { ...before.high, ways: [EMAIL] };
    expect(bodyOf({ ...before, high }, before, "secret")).toEqual({
      high: { routes: [EMAIL] },
      password: "secret",
    });
  });

  it("offers what is proven, takes no address twice, and keeps the order", () => {
    const contacts = [
      contact(7, {}),
      contact(8, { verified_at: null }),
      contact(9, { broken_at: "2026-11-24T00:00:00Z" }),
    ];
    expect(addable([EMAIL], contacts)).toEqual([{ channel: "inbox", contact: null }, PHONE]);
    expect(movedUp([EMAIL, PHONE], 1)).toEqual([PHONE, EMAIL]);
    expect(movedUp([EMAIL, PHONE], 0)).toEqual([EMAIL, PHONE]);
  });
});
