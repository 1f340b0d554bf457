/** Steps as requests, and why one was refused, in words. */
import { get, Problem, write } from "../../shared/api";
import { type Boot, csrfNow } from "../../shared/boot";
import { t } from "../../shared/i18n";
import type { Answer } from "./apply";
import type { LinkRow } from "./applyLinks";
import type { Own } from "./own";
import type { Step } from "./steps";

/** A step and the version of its row that was seen when it was asked for. */
export interface Sent {
  step: Step;
  seen: number;
}

/** A step that the server did not take. */
export class Refused extends Error {
  constructor(
    readonly sent: Sent,
    override readonly cause: unknown,
  ) {
    super("refused");
  }

  /** Somebody else was quicker. */
  get isConflict(): boolean {
    return this.cause instanceof Problem && this.cause.status === 412;
  }

  get inWords(): string {
    const { cause, sent } = this;
    if (!(cause instanceof Problem)) return t("noAnswer");
    const twin = cause.status === 409 && sent.step.list === "links";
    return twin ? t("links.twice") : cause.inWords;
  }
}

export type RowAnswer = Answer | LinkRow;

/** The row after the step; null where it was removed. */
export async function sendStep(sent: Sent, own: Own, boot: Boot): Promise<RowAnswer | null> {
  const { step, seen } = sent;
  const { list, body } = step;
  const csrf = csrfNow(boot);
  try {
    if (step.deed === "make") {
      const made = await write<RowAnswer>(`/api/v1/${list}/`, { method: "POST", csrf, body });
      if (step.was !== undefined) own.madeAgain(list, step.was, made.id);
      return made;
    }
    const version = own.version(list, step.id, seen);
    const door = `/api/v1/${list}/${step.id}/`;
    if (step.deed === "remove") return await write<null>(door, { method: "DELETE", csrf, version });
    const row = await write<RowAnswer>(door, { method: "PATCH", csrf, version, body });
    own.led(list, step.id, version, row.version);
    return row;
  } catch (error) {
    throw new Refused(sent, error);
  }
}

/** The row as somebody else left it. */
export function theirsOf(step: Step): Promise<RowAnswer> {
  const id = step.deed === "make" ? 0 : step.id;
  return get<RowAnswer>(`/api/v1/${step.list}/${id}/`);
}
