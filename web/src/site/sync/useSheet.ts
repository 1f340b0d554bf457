/** The sheet for the pages: the kept one at once, a new one when there is signal. */
import { useEffect, useState } from "react";
import { csrfOf, isSignedOut } from "../../shared/api";
import { onWake } from "./wake";
import { type Sheet, sheetKept, sheetRenew } from "./sheet";

export interface SheetState {
  sheet: Sheet | null;
  /** none: it was never there, and cannot be had now. */
  trouble: null | "none" | "signed-out";
  /** Who is signed in, as the server said, and in which session; null before it said anything. */
  signedIn: null | { user: string; session: string };
}

/** What marks the browser's session: the token is another after every sign-in. */
export const sessionNow = (): string => csrfOf(document.cookie);

const EVERY_MS = 60_000;

export function useSheet(): SheetState {
  const [state, setState] = useState<SheetState>({ sheet: null, trouble: null, signedIn: null });
  useEffect(() => {
    const leaving = new AbortController();
    const renew = async () => {
      try {
        const session = sessionNow();
        const sheet = await sheetRenew(leaving.signal);
        setState({ sheet, trouble: null, signedIn: { user: sheet.user, session } });
      } catch (error) {
        const signedOut = isSignedOut(error);
        setState(({ sheet, signedIn }) => ({
          sheet,
          signedIn: signedOut ? null : signedIn,
          trouble: signedOut ? "signed-out" : sheet ? null : "none",
        }));
      }
    };
    const look = () => {
      if (document.visibilityState === "visible") void renew();
    };
    void sheetKept().then((sheet) => {
      if (sheet) setState((now) => (now.sheet ? now : { ...now, sheet }));
      return renew();
    });
    const timer = window.setInterval(look, EVERY_MS);
    const rest = onWake(look);
    return () => {
      leaving.abort();
      window.clearInterval(timer);
      rest();
    };
  }, []);
  return state;
}
