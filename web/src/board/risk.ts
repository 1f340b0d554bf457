/** By which day an open milestone is reached in 80 of 100 trials: asked when somebody looks. */
import { useQuery } from "@tanstack/react-query";
import { get } from "../shared/api";
import { dayInWords } from "../shared/dates";
import { language, t } from "../shared/i18n";
import type { Milestone, Risk } from "../shared/portfolio";

const FRESH_MS = 30_000;

/** What the project's last risk analysis says of it; null while nobody knows. */
export function useRisk(milestone: Milestone | undefined): Risk | null {
  const { data } = useQuery<{ risk: Risk | null }>({
    queryKey: ["risk", milestone?.id],
    queryFn: ({ signal }) => get(`/api/v1/milestones/${milestone?.id}/?include=risk&fields=id`, signal),
    enabled: milestone !== undefined && !milestone.reached,
    staleTime: FRESH_MS,
    retry: false,
  });
  return data?.risk ?? null;
}

/** The day; of another plan than today's, it says so. */
export function riskInWords({ p80, stale }: Risk, today: string): string {
  const day = dayInWords(p80, language(), today);
  return stale ? t("riskStale", { day }) : day;
}
