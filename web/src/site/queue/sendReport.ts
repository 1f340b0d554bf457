/** One report to the server, which writes it once under its key. */
import { write } from "../../shared/api";
import { isFull } from "../store/database";
import { reportKeep, reportRemove } from "../store/reports";
import type { ReportRecord } from "../store/records";
import { observedOf } from "../sync/clock";
import type { Sender } from "./drain";

export async function reportSend(given: ReportRecord, { csrf, aheadMs }: Sender): Promise<void> {
  // settled once: a key is known to the server with what it was first sent with
  const observedAt = given.observedAt ?? observedOf(given.madeAt, aheadMs, Date.now());
  const report: ReportRecord = { ...given, observedAt };
  await reportNote({ ...report, state: "sending" });
  const { path, body } = requestOf(report);
  await write(path, { method: "POST", csrf: csrf(), body, key: report.id });
  // a phone too full to write down that the server has it need not keep it
  await reportNote({ ...report, state: "safe", refusal: null }, () => reportRemove(report.id));
}

/** Note how far it is, as far as the phone has room for the note. */
export async function reportNote(
  report: ReportRecord,
  orElse: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await reportKeep(report).catch((error: unknown) => {
    if (!isFull(error)) throw error;
    return orElse();
  });
}

export function requestOf(report: ReportRecord): { path: string; body: object } {
  const { activity } = report.place;
  const said = {
    ...(report.note && { note: report.note }),
    ...(report.observedAt && { observed_at: report.observedAt }),
  };
  if (report.kind === "claim") return { path: `/api/v1/milestones/${activity}/claim/`, body: said };
  const percent = report.percent ?? 0;
  return { path: "/api/v1/progress-entries/", body: { activity, percent, ...said } };
}
