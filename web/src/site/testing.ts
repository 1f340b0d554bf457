/** Records for tests. */
import { NEW_PHOTO, type PhotoRecord, type Place, type ReportRecord } from "./store/records";

const PLACE: Place = { project: 1, building: 3, activity: 9, label: "3# · 封顶" };

export function photoOf(values: Partial<PhotoRecord>): PhotoRecord {
  return {
    id: "u-1",
    user: "site",
    place: PLACE,
    name: "IMG_1.jpg",
    type: "image/jpeg",
    size: 10,
    sha256: "ab",
    capturedAt: "2026-11-24T02:00:00.000Z",
    capturedLocal: "2026-11-24T10:00:00.000+08:00",
    position: null,
    thumb: null,
    ...NEW_PHOTO,
    ...values,
  };
}

export function reportMade(values: Partial<ReportRecord>): ReportRecord {
  return {
    id: "k-1",
    user: "site",
    place: PLACE,
    kind: "progress",
    percent: 50,
    note: "",
    madeAt: "2026-11-24T02:00:00.000Z",
    state: "waiting",
    failures: 0,
    nextAt: 0,
    refusal: null,
    ...values,
  };
}
