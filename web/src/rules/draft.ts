/** A rule while it is edited: waits in office hours, times as an input has them. */
import type { Level, Recipient, Rule } from "./types";

export const LEVELS_MOST = 5;
const MINUTES = 60;

/** The one threshold that a kind looks at; what is overdue needs none. */
const THRESHOLDS = {
  due_soon: "working_days_before",
  forecast_slip: "slip_days",
  start_missed: "start_days",
  claimed: "claimed_days",
  no_report: "report_days",
  progress_gap: "gap_points",
  statutory: "statutory_days",
} as const satisfies Partial<Record<Rule["kind"], keyof Rule>>;
type Threshold = (typeof THRESHOLDS)[keyof typeof THRESHOLDS];

/** What is told of again until somebody signs. */
const REPEATED: ReadonlySet<Rule["kind"]> = new Set(["overdue", "statutory"]);

export interface DraftLevel {
  hours: number;
  recipients: Recipient[];
}

export interface Draft {
  enabled: boolean;
  severity: NonNullable<Rule["severity"]>;
  threshold: number;
  repeatDays: number;
  quietFrom: string;
  quietTo: string;
  channels: NonNullable<Rule["channels"]>;
  levels: DraftLevel[];
}

export function thresholdOf(kind: Rule["kind"]): Threshold | null {
  return kind in THRESHOLDS ? THRESHOLDS[kind as keyof typeof THRESHOLDS] : null;
}

export function repeats(kind: Rule["kind"]): boolean {
  return REPEATED.has(kind);
}

export function hoursOf({ wait_minutes }: Level): number {
  return wait_minutes / MINUTES;
}

export function draftOf(rule: Rule): Draft {
  const threshold = thresholdOf(rule.kind);
  return {
    enabled: rule.enabled ?? true,
    severity: rule.severity ?? "normal",
    threshold: (threshold && rule[threshold]) ?? 0,
    repeatDays: rule.repeat_days ?? 0,
    quietFrom: (rule.quiet_from ?? "").slice(0, 5),
    quietTo: (rule.quiet_to ?? "").slice(0, 5),
    channels: rule.channels ?? [],
    levels: (rule.levels ?? []).map((level) => ({
      hours: hoursOf(level),
      recipients: level.recipients,
    })),
  };
}

/** What a recipient is named by; the rest of its fields belong to other kinds. */
function recipientBody({ whom, role, unit, user, contact }: Recipient): Recipient {
  const named = { role: { role }, unit: { unit }, user: { user }, contact: { contact } };
  return { whom, ...(whom in named ? named[whom as keyof typeof named] : {}) } as Recipient;
}

/** The body that stores a draft. */
export function bodyOf(draft: Draft, kind: Rule["kind"]): Record<string, unknown> {
  const threshold = thresholdOf(kind);
  return {
    enabled: draft.enabled,
    severity: draft.severity,
    ...(threshold ? { [threshold]: draft.threshold } : {}),
    ...(repeats(kind) ? { repeat_days: draft.repeatDays } : {}),
    quiet_from: draft.quietFrom || null,
    quiet_to: draft.quietTo || null,
    channels: draft.channels,
    levels: draft.levels.map(({ hours, recipients }, index) => ({
      // the first level is told at once
      wait_minutes: index === 0 ? 0 : Math.round(hours * MINUTES),
      recipients: recipients.map(recipientBody),
    })),
  };
}
