import { describe, expect, it } from "vitest";
import { byDay, inSight, type Placed } from "./days";

const ZONE = "Asia/Shanghai";

function photo(id: number, taken: string | null, building: number | null, stored = "2026-11-26T02:00:00Z"): Placed {
  return { id, building, taken_at: taken, stored_at: stored };
}

describe("photos by day", () => {
  it("belong to the day on which they were taken where the project is", () => {
    const days = byDay([photo(1, "2026-11-24T17:00:00Z", 3)], ZONE, [3]);
    expect(days.map(({ day }) => day)).toEqual(["2026-11-25"]);
  });

  it("without a capture time belong to the day of their receipt", () => {
    expect(byDay([photo(1, null, 3)], ZONE, [3])[0]?.day).toBe("2026-11-26");
  });

  it("stand newest day first, however late they were uploaded", () => {
    const days = byDay(
      [photo(3, "2026-11-20T02:00:00Z", 3), photo(2, "2026-11-25T02:00:00Z", 3)],
      ZONE,
      [3],
    );
    expect(days.map(({ day }) => day)).toEqual(["2026-11-25", "2026-11-20"]);
  });

  it("stand by building in the project's order, those of none last", () => {
    const [day] = byDay(
      [photo(1, null, null), photo(2, null, 3), photo(3, null, 7), photo(4, null, 99)],
      ZONE,
      [7, 3],
    );
    expect(day?.groups.map(({ building }) => building)).toEqual([7, 3, null, 99]);
  });

  it("of a building stand newest first, whatever offset their times carry", () => {
    const rows = [
      photo(1, "2026-11-25T09:00:00+08:00", 3),
      photo(2, "2026-11-25T02:00:00Z", 3),
      photo(3, "2026-11-25T02:00:00Z", 3),
    ];
    expect(inSight(byDay(rows, ZONE, [3])).map(({ id }) => id)).toEqual([3, 2, 1]);
  });

  it("are no days where there are none", () => {
    expect(byDay([], ZONE, [])).toEqual([]);
  });
});
