import { beforeAll, describe, expect, it } from "vitest";
import { wordsLoad } from "../shared/i18n";
import { building, milestone, project } from "../shared/testing";
import { alertsOf } from "./alerts";
import { titleOf, troubleOf } from "./BuildingRow";
import { placed } from "./placed";
import { dateOf, isBehind, lateOf, verdictOf } from "./Stop";

const TODAY = "2026-11-24";
const alert = (id: number, signed: string | null = null) => ({
  id,
  kind: "overdue" as const,
  opened_at: "2026-11-18T16:00:00Z",
  acknowledged_at: signed,
  acknowledged_by: signed && "wang",
  can_acknowledge: signed === null,
});

beforeAll(() => wordsLoad("en"));

describe("a stop", () => {
  it("shows the actual date once reached, else the planned one", () => {
    const reached = milestone("green", { reached: true, actual_finish: "2026-11-20" });
    expect(dateOf(reached, TODAY)).toBe("Fri 20 Nov");
    expect(dateOf(milestone("red"), TODAY)).toBe("Mon 16 Nov");
    expect(dateOf(milestone("grey", { planned_finish: null }), TODAY)).toBe("No date");
  });

  it("says how late it is, and how late it was reached", () => {
    expect(lateOf(milestone("red", { days_late: 6 }))).toBe("+6 d");
    expect(lateOf(milestone("green", { days_late: 6, reached: true }))).toBe("Reached, +6 d");
    expect(lateOf(milestone("green"))).toBe("");
  });

  it("says when the contractor's word stands alone", () => {
    expect(verdictOf(milestone("green", { state: "claimed" }))).toBe("Claimed, no photo");
    const shown = milestone("green", { state: "evidenced", evidence_policy: "accepted" });
    expect(verdictOf(shown)).toBe("Claimed, not accepted");
  });

  it("lies behind today when reached or past its date", () => {
    expect(isBehind(milestone("red"), TODAY)).toBe(true);
    expect(isBehind(milestone("green", { planned_finish: TODAY }), TODAY)).toBe(false);
    expect(isBehind(milestone("grey", { planned_finish: null }), TODAY)).toBe(false);
  });
});

describe("alerts", () => {
  it("put those that wait first, the latest on top", () => {
    const rows = [
      milestone("red", { open_alert: alert(1, "2026-11-23T00:31:00Z"), days_late: 20 }),
      milestone("yellow", { open_alert: alert(2), days_late: 2 }),
      milestone("orange", { open_alert: alert(3), days_late: 6 }),
      milestone("green"),
    ];
    const found = alertsOf([project(1, building(...rows))]);
    expect(found.map((waiting) => waiting.alert.id)).toEqual([3, 2, 1]);
  });
});

it("does not say a building's number twice", () => {
  expect(titleOf(building())).toBe("Plant building 3#");
  expect(titleOf({ ...building(), name_en: "Sorting centre" })).toBe("3# Sorting centre");
  expect(titleOf({ ...building(), id: null })).toBe("Whole project");
});

it("keeps the explanation inside the window", () => {
  const box = { width: 300, height: 200 };
  const view = { width: 400, height: 600 };
  const at = (left: number, top: number) => ({ left, top, bottom: top + 40, width: 40 });
  expect(placed(at(180, 100), box, view)).toEqual({ left: 50, top: 148 });
  expect(placed(at(0, 100), box, view).left).toBe(8);
  expect(placed(at(390, 100), box, view).left).toBe(92);
  expect(placed(at(180, 500), box, view).top).toBe(292);
  const tall = { width: 300, height: 500 };
  const wide = { width: 900, height: 600 };
  expect(placed(at(400, 250), tall, wide)).toEqual({ left: 448, top: 92 });
  expect(placed(at(700, 250), tall, wide)).toEqual({ left: 392, top: 92 });
  expect(placed(at(180, 250), tall, view)).toEqual({ left: 8, top: 92 });
});

it("names the open milestone that is worst off as a building's trouble", () => {
  const reached = milestone("red", { id: 1, reached: true, days_late: 40 });
  const little = milestone("red", { id: 2, days_late: 16 });
  const much = milestone("red", { id: 3, days_late: 22 });
  const row = { ...building(reached, little, much, milestone("yellow", { days_late: 2 })) };
  expect(troubleOf(row)?.id).toBe(3);
  expect(troubleOf(building(milestone("green")))).toBeNull();
  expect(troubleOf(building(milestone("grey")))).toBeNull();
});
