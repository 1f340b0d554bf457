/** The first computation of a plan; from then on it follows every change by itself. */
import { post } from "../../shared/api";
import { type Boot, csrfNow } from "../../shared/boot";
import type { Plan } from "../plan";

/** What was planned by hand before stays as it is until somebody asks for a computation. */
export async function computeFirst(plan: Plan, boot: Boot): Promise<void> {
  if (plan.count > 0 || plan.said.computation > 0) return;
  await post(`/api/v1/projects/${plan.said.project}/schedule/`, {}, csrfNow(boot));
}
