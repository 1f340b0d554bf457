/** Photos by day and building, the newest first. */
import { dayOf } from "../shared/dates";
import { momentOf } from "./types";

export interface Placed {
  id: number;
  building?: number | null;
  taken_at: string | null;
  stored_at: string;
}

export interface Group<Row> {
  /** Null: of the whole project. */
  building: number | null;
  photos: Row[];
}

export interface Day<Row> {
  day: string;
  groups: Group<Row>[];
}

/** `order` are the buildings' ids as the project lists them; days are those of the project's zone. */
export function byDay<Row extends Placed>(
  photos: readonly Row[],
  zone: string,
  order: readonly number[],
): Day<Row>[] {
  const days = new Map<string, Row[]>();
  for (const photo of photos) {
    const day = dayOf(momentOf(photo), zone);
    days.set(day, [...(days.get(day) ?? []), photo]);
  }
  return [...days]
    .toSorted(([one], [other]) => other.localeCompare(one))
    .map(([day, rows]) => ({ day, groups: byBuilding(rows, order) }));
}

function byBuilding<Row extends Placed>(rows: readonly Row[], order: readonly number[]): Group<Row>[] {
  const groups = new Map<number | null, Row[]>();
  for (const row of rows) {
    const building = row.building ?? null;
    groups.set(building, [...(groups.get(building) ?? []), row]);
  }
  const place = (building: number | null) => {
    const at = building === null ? -1 : order.indexOf(building);
    return at < 0 ? order.length : at;
  };
  return [...groups]
    .toSorted(([one], [other]) => place(one) - place(other))
    .map(([building, photos]) => ({ building, photos: photos.toSorted(newestFirst) }));
}

function newestFirst(one: Placed, other: Placed): number {
  // as instants: one may carry an offset and the other a Z
  return Date.parse(momentOf(other)) - Date.parse(momentOf(one)) || other.id - one.id;
}

/** The photos as they stand on the page, one after another. */
export function inSight<Row>(days: readonly Day<Row>[]): Row[] {
  return days.flatMap(({ groups }) => groups.flatMap(({ photos }) => photos));
}
