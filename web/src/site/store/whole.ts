/** Whether a record is whole: a browser that tore one must not take the page along. */
import type { PhotoRecord, ReportRecord } from "./records";

type Shape = Record<string, "string" | "number">;

const NAMED: Shape = { id: "string", user: "string", failures: "number", nextAt: "number" };
const PHOTO: Shape = {
  ...NAMED,
  name: "string",
  sha256: "string",
  capturedAt: "string",
  capturedLocal: "string",
  uploadUrl: "string",
  size: "number",
  sent: "number",
};
const REPORT: Shape = { ...NAMED, kind: "string", note: "string", madeAt: "string" };
const STATES = ["draft", "waiting", "sending", "safe", "refused"];

export function isPhoto(value: unknown): value is PhotoRecord {
  return has(value, PHOTO) && isPlaced(value) && Array.isArray(value.shapes);
}

export function isReport(value: unknown): value is ReportRecord {
  return has(value, REPORT) && isPlaced(value) && value.state !== "draft";
}

function has(value: unknown, shape: Shape): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const found = value as Record<string, unknown>;
  return Object.entries(shape).every(([name, type]) => typeof found[name] === type);
}

function isPlaced({ place, state }: Record<string, unknown>): boolean {
  return has(place, { project: "number", label: "string" }) && STATES.includes(String(state));
}
