/** Who is signed in, as the server says now: the worker has no page to ask. */
import { get } from "../../shared/api";

interface Signed {
  user: string;
}

/** Null without a network or a session. */
export async function signedIn(): Promise<string | null> {
  return get<Signed>("/api/v1/site/").then(
    ({ user }) => user,
    () => null,
  );
}
