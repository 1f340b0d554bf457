/** A project's destinations: robots of groups, and systems of somebody else. */
import { get } from "./api";
import type { components } from "./schema";

export type Destination = components["schemas"]["Webhook"];

export const DESTINATIONS = "/api/v1/webhooks/";
const MOST = 200;

/** For administrators of the project; to everybody else they are nobody's. */
export async function destinationsRead(
  project: number,
  signal: AbortSignal,
): Promise<readonly Destination[]> {
  const asked = `${DESTINATIONS}?project=${project}&page_size=${MOST}`;
  return (await get<{ results: Destination[] }>(asked, signal)).results;
}
