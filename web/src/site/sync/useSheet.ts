/** The sheet for the pages: the kept one at once, a new one when there is signal. */
import { useEffect, useState } from "react";
import { csrfOf, isSignedOut } from "../../shared/api";
import { aheadOf } from "./clock";
import { onWake } from "./wake";
import { type Sheet, sheetKept, sheetRenew } from "./sheet";

export interface SheetState {
  sheet: Sheet | null;
  /** none: it was never there, and cannot be had now. */
  trouble: null | "none" | "signed-out";
  /** Who is signed in, as the server said, and in which session; null before it said anything. */
  signedIn: null | { user: string; session: string };
  /** How far the phone's clock is before the server's (ms); null before the server said anything. */
  aheadMs: number | null;
}

/** What marks the browser's session: the token is another after every sign-in. */
export const sessionNow = (): string => csrfOf(document.cookie);

const EVERY_MS = 60_000;
const NOTHING: SheetState = { sheet: null, trouble: null, signedIn: null, aheadMs: null };

function shown({ trouble }: SheetState): SheetState["trouble"] {
  return trouble === "none" ? null : trouble;
}

export function useSheet(): SheetState {
  const [state, setState] = useState<SheetState>(NOTHING);
  useEffect(() => {
    const leaving = new AbortController();
    const renew = async () => {
      try {
        const session = sessionNow();
        const asked = Date.now();
        const sheet = await sheetRenew(leaving.signal);
        const aheadMs = aheadOf(sheet, asked, Date.now());
        setState({ sheet, trouble: null, signedIn: { user: sheet.user, session }, aheadMs });
      } catch (error) {
        const signedOut = isSignedOut(error);
        setState(({ sheet, signedIn, ...rest }) => ({
          ...rest,
          sheet,
          signedIn: signedOut ? null : signedIn,
          trouble: signedOut ? "signed-out" : sheet ? null : "none",
        }));
      }
    };
    const look = () => {
      if (document.visibilityState === "visible") void renew();
    };
    const show = (sheet: Sheet | undefined) => {
      if (sheet) setState((now) => (now.sheet ? now : { ...now, sheet, trouble: shown(now) }));
    };
    // side by side: a database that does not open must not keep the server's sheet away
    void sheetKept().then(show, () => undefined);
    void renew();
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
