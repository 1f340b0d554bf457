import { describe, expect, it } from "vitest";
import { Problem, problemOf } from "../../shared/api";
import { photoOf, reportMade } from "../testing";
import { isFinal, waitOf } from "./backoff";
import { countsOf } from "./counts";
import { failureOf } from "./drain";
import { metadataOf } from "./sendPhoto";
import { requestOf } from "./sendReport";

const problem = (status: number, code = "") => new Problem(status, "", "why", "r-1", code);

describe("waiting after a failure", () => {
  it("doubles to five minutes and is spread by half", () => {
    expect([1, 2, 3].map((failures) => waitOf(failures, 0, () => 1))).toEqual([2000, 4000, 8000]);
    expect(waitOf(1, 0, () => 0)).toBe(1000);
    expect(waitOf(60, 0, () => 1)).toBe(300_000);
  });
  it("begins when the server asks for it, and within five minutes whatever it asks for", () => {
    expect(waitOf(1, 30_000, () => 0)).toBe(31_000);
    expect(waitOf(1, 86_400_000, () => 1)).toBe(300_000);
  });
  it("ends where the server will never take it", () => {
    for (const status of [400, 403, 404, 409, 413, 415, 422])
      expect(isFinal(problem(status))).toBe(true);
    for (const status of [401, 408, 429, 500, 503, 507])
      expect(isFinal(problem(status))).toBe(false);
    expect(isFinal(problem(409, "idempotency_in_progress"))).toBe(false);
    expect(isFinal(problem(403, "csrf_failed"))).toBe(false);
  });
});

describe("a failure on the record", () => {
  it("keeps the server's words and its name for the request", () => {
    expect(failureOf(problem(413, "too_large"), { failures: 3 })).toEqual({
      state: "refused",
      refusal: { code: "too_large", detail: "why", requestId: "r-1" },
    });
  });
  it("says when it is tried again, with or without an answer", () => {
    const before = Date.now();
    for (const error of [problem(507), new TypeError("Failed to fetch")]) {
      const { state, failures, nextAt } = failureOf(error, { failures: 1 });
      expect([state, failures]).toEqual(["waiting", 2]);
      expect(nextAt).toBeGreaterThanOrEqual(before + 2000);
    }
  });
});

describe("a server that is busy", () => {
  it("is left alone for as long as it asks", async () => {
    const headers = { "Retry-After": "20" };
    const busy = await problemOf(new Response("", { status: 503, headers }));
    const { nextAt } = failureOf(busy, { failures: 0 });
    expect(nextAt).toBeGreaterThanOrEqual(Date.now() + 20_000);
  });
});

describe("what travels with a photo", () => {
  it("names its place, its hash and the phone's own time", () => {
    const position = { latitude: 36.79, longitude: 119.21, accuracyM: 8 };
    expect(metadataOf(photoOf({ position }))).toEqual({
      filename: "IMG_1.jpg",
      filetype: "image/jpeg",
      project: "1",
      building: "3",
      activity: "9",
      client_upload_id: "u-1",
      sha256: "ab",
      captured_at: "2026-11-24T10:00:00.000+08:00",
      latitude: "36.79",
      longitude: "119.21",
      position_accuracy_m: "8",
    });
  });
  it("leaves at home what is not known, and keeps a zero", () => {
    const place = { project: 1, building: null, activity: null, label: "" };
    const position = { latitude: 0, longitude: 0, accuracyM: 0 };
    const said = metadataOf(photoOf({ place, position, name: "" }));
    expect(Object.keys(said)).not.toContain("building");
    expect(Object.keys(said)).not.toContain("filename");
    expect(said.latitude).toBe("0");
  });
});

describe("a report as a request", () => {
  it("says when it was seen, where that is known", () => {
    const observedAt = "2026-11-24T02:00:00.000Z";
    expect(requestOf(reportMade({ observedAt })).body).toMatchObject({ observed_at: observedAt });
    expect(requestOf(reportMade({ observedAt: "" })).body).not.toHaveProperty("observed_at");
  });
  it("is an entry with a percentage, or a claim", () => {
    expect(requestOf(reportMade({ percent: 85, note: "三层" }))).toEqual({
      path: "/api/v1/progress-entries/",
      body: { activity: 9, percent: 85, note: "三层" },
    });
    expect(requestOf(reportMade({ kind: "claim", percent: null }))).toEqual({
      path: "/api/v1/milestones/9/claim/",
      body: {},
    });
  });
});

it("counts photos and reports by how far they are", () => {
  const photos = [photoOf({ state: "safe" }), photoOf({ state: "waiting" }), photoOf({})];
  expect(countsOf(photos, [reportMade({ state: "refused" })])).toEqual({
    draft: 1,
    waiting: 1,
    sending: 0,
    safe: 1,
    refused: 1,
  });
});
