/** What stands above a page when something is missing. */
import { isSignedOut, Problem } from "../shared/api";
import type { Boot } from "../shared/boot";
import { t } from "../shared/i18n";
import { useOnline } from "./online";
import { SignInAgain } from "./SignInAgain";

interface TroubleProps {
  error: Error | null;
  /** When what is shown was read; empty where nothing is shown. */
  time: string;
  boot: Boot;
  onRetry: () => void;
}

/** What is wrong with the network, the session or the server, and what to do about it. */
export function Trouble({ error, time, boot, onRetry }: TroubleProps) {
  const online = useOnline();
  if (!online) {
    return (
      <p className="banner" role="status">
        {time ? t("offline", { time }) : t("offlineNothing")}
      </p>
    );
  }
  if (!error) return null;
  if (isSignedOut(error)) {
    return (
      <p className="banner" role="alert">
        <SignInAgain boot={boot} />
      </p>
    );
  }
  const known = error instanceof Problem ? error : null;
  return (
    <p className="banner" role="alert">
      <span>{time ? t("errorStale", { time }) : t("error")}</span>
      <span>{known ? known.message : t("noAnswer")}</span>
      <button type="button" className="button" onClick={onRetry}>
        {t("retry")}
      </button>
      {known?.requestId && <small>{t("requestId", { id: known.requestId })}</small>}
    </p>
  );
}
