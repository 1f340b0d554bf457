/** Who is signed in, as the server says now: the worker has no page to ask. */
import { get } from "../../shared/api";
import { aheadOf } from "../sync/clock";

interface Signed {
  user: string;
  as_of: string;
}

/** And how far the phone's clock is ahead; null without a network or a session. */
export async function signedIn(): Promise<{ user: string; aheadMs: number } | null> {
  const asked = Date.now();
  return get<Signed>("/api/v1/site/").then(
    ({ user, as_of }) => ({ user, aheadMs: aheadOf({ as_of }, asked, Date.now()) }),
    () => null,
  );
}
