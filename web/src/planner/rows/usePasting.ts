/** What was read of a block, made: the activities, all of them or none, then what ties them. */
import { useRef } from "react";
import { post, Problem } from "../../shared/api";
import { type Boot, csrfNow } from "../../shared/boot";
import { t } from "../../shared/i18n";
import type { Answer } from "../edit/apply";
import type { Plan } from "../plan";
import type { LinkDraft } from "./drafts";
import { computeFirst } from "./first";
import type { Read } from "./reading";
import { useDeed } from "./useDeed";

/** The API takes so many rows at once. */
export const ROWS_MOST = 1000;

/** A try: what it was read from, which a refusal speaks of, and what it has not made yet. */
interface Try {
  read: Read;
  made: readonly Answer[] | null;
  left: readonly LinkDraft[];
}

/** With ids for codes. */
function linksOf(plan: Plan, { made, left }: Try): object[] {
  const { id, code } = plan.said.activities;
  const ids = new Map(code.map((each, at) => [each, id[at]]));
  for (const each of made ?? []) ids.set(each.code, each.id);
  return left.slice(0, ROWS_MOST).map((link) => ({
    ...link,
    predecessor: ids.get(link.predecessor),
    successor: ids.get(link.successor),
  }));
}

/** What the server says of rows, by the line that each came from. */
function refusedIn(error: unknown, { read, made, left }: Try): string[] {
  if (!(error instanceof Problem)) return [];
  const lineOf = (row: number) =>
    read.lines[made ? read.drafts.findIndex(({ code }) => code === left[row]?.successor) : row];
  return error.errors.map(({ pointer, detail }) => {
    const [, row = "", field = ""] = pointer.split("/");
    const line = lineOf(Number(row));
    if (line === undefined) return detail;
    const named = made ? "predecessors" : field;
    return t("rows.refusedLine", { line, field: named && t(`rows.fields.${named}`), detail });
  });
}

/** The next try after one whose links were not taken makes only the links. */
export function usePasting(
  plan: Plan,
  boot: Boot,
  read: Read,
  onMade: (activities: readonly number[]) => void,
) {
  // the plan is read again after a refusal, and then other lines may be left
  const last = useRef<Try>({ read, made: null, left: [] });
  const making = useDeed(
    plan.said.project,
    async () => {
      const csrf = csrfNow(boot);
      if (!last.current.made) {
        last.current = { read, made: null, left: read.links };
        const made = await post<Answer[]>("/api/v1/activities/", read.drafts, csrf);
        last.current = { ...last.current, made };
      }
      while (last.current.left.length) {
        await post("/api/v1/links/", linksOf(plan, last.current), csrf);
        last.current = { ...last.current, left: last.current.left.slice(ROWS_MOST) };
      }
      await computeFirst(plan, boot);
      return idsOf(last.current);
    },
    onMade,
  );
  return {
    making,
    /** The activities that are there already, while their links are not. */
    made: last.current.made ? idsOf(last.current) : null,
    shown: last.current.made ? last.current.read : read,
    refused: refusedIn(making.error, last.current),
  };
}

function idsOf({ made }: Try): number[] {
  return (made ?? []).map(({ id }) => id);
}
