/** When an open milestone is expected, and why then: asked when somebody looks. */
import { useQuery } from "@tanstack/react-query";
import { get } from "../shared/api";
import { dayInWords } from "../shared/dates";
import { language, t } from "../shared/i18n";
import { comparedOf } from "../shared/lights";
import type { Lateness, Milestone, Project } from "../shared/portfolio";

const CAUSES_MOST = 3;
const FRESH_MS = 30_000;
const DAY_MS = 86_400_000;

/** Will an open milestone miss a planned day that still lies ahead? */
export function willBeLate(milestone: Milestone): boolean {
  const { reached, days_late: late, forecast } = milestone;
  const planned = comparedOf(milestone);
  return !reached && late <= 0 && forecast !== null && planned !== null && forecast > planned;
}

/** By how many calendar days it will. */
export function daysExpectedLate(milestone: Milestone): number {
  const compared = comparedOf(milestone);
  if (!willBeLate(milestone) || milestone.forecast === null || compared === null) return 0;
  return Math.round((Date.parse(milestone.forecast) - Date.parse(compared)) / DAY_MS);
}

/** How many milestones of the projects will be late. */
export function expectedLate(projects: readonly Project[]): number {
  return projects
    .flatMap((project) => project.buildings)
    .reduce((sum, building) => sum + building.milestones.filter(willBeLate).length, 0);
}

/** `预计 12-04 周五` / `expected Fri 4 Dec` where the planned day will be missed. */
export function expectedOf(milestone: Milestone, today: string): string {
  if (!willBeLate(milestone) || milestone.forecast === null) return "";
  return t("expected", { day: dayInWords(milestone.forecast, language(), today) });
}

export function useLateness(milestone: Milestone | undefined) {
  const asks = milestone !== undefined && !milestone.reached && milestone.forecast !== null;
  return useQuery<Lateness>({
    queryKey: ["lateness", milestone?.id],
    queryFn: ({ signal }) => get<Lateness>(`/api/v1/activities/${milestone?.id}/lateness/`, signal),
    enabled: asks,
    staleTime: FRESH_MS,
    // a plan in error has no reason, and asking again does not give it one
    retry: false,
  }).data;
}

/** The forecast with how far it lies from what was approved. */
export function forecastInWords({ forecast_finish, shift_days }: Lateness, today: string): string {
  const day = dayInWords(forecast_finish, language(), today);
  if (!shift_days) return day;
  const count = shift_days > 0 ? `+${shift_days}` : `−${-shift_days}`;
  return t("forecastShift", { day, count });
}

/** The largest causes with days of the own calendar; without a baseline what holds the date. */
export function reasonInWords({ causes, held_by: held }: Lateness): string {
  const largest = causes
    .toSorted((one, other) => Math.abs(other.minutes) - Math.abs(one.minutes))
    .slice(0, CAUSES_MOST);
  if (largest.length === 0) {
    const values = { who: whoOf(held), kind: t(`heldBy.${held.kind}`) };
    return t("heldByText", values);
  }
  return largest
    .map((cause) => {
      const days = Math.round(cause.working_days * 10) / 10;
      const count = days > 0 ? `+${days}` : `−${-days}`;
      const who = cause.activity === null ? (cause.calendar ?? "") : whoOf(cause);
      return t("causeText", { who, kind: t(`causes.${cause.kind}`), count }).trim();
    })
    .join(t("comma"));
}

/** An activity has its code in every language, and its name in Chinese. */
function whoOf(each: { code: string | null; name: string | null }): string {
  return [each.code, language() === "en" ? "" : each.name].filter(Boolean).join(" ");
}
