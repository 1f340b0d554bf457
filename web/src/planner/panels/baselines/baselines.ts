/** Baselines as the server lists them, and what of a comparison is shown. */
import { type QueryClient } from "@tanstack/react-query";
import type { components } from "../../../shared/schema";
import { ganttKey } from "../../useGantt";

export type Baseline = components["schemas"]["Baseline"];
export type Line = components["schemas"]["VarianceLine"];

export const baselinesKey = (project: number) => ["baselines", project] as const;

/** Another current baseline: the chart's strips and the lights change with it. */
export function baselinesChanged(client: QueryClient, project: number): void {
  void client.invalidateQueries({ queryKey: baselinesKey(project) });
  void client.invalidateQueries({ queryKey: ganttKey(project) });
}

/** What has moved, the latest first; only what is late where that is asked for. */
export function movedMost(lines: readonly Line[], lateOnly: boolean): Line[] {
  return lines
    .filter((line) =>
      lateOnly
        ? line.finish_calendar_days > 0
        : line.finish_calendar_days !== 0 || line.start_calendar_days !== 0,
    )
    .sort((one, other) => other.finish_calendar_days - one.finish_calendar_days);
}
