/** What the server did not do, in its own words, with what it calls the request. */
import { isSignedOut, Problem } from "../../shared/api";
import type { Boot } from "../../shared/boot";
import { t } from "../../shared/i18n";
import { SignInAgain } from "../../frame/SignInAgain";

interface Props {
  error: unknown;
  boot: Boot;
  /** To ask once more, where that can help. */
  onRetry?: () => void;
}

export function Failed({ error, boot, onRetry }: Props) {
  if (!error) return null;
  const known = error instanceof Problem ? error : null;
  if (isSignedOut(error)) {
    return (
      <p className="failure" role="alert">
        <SignInAgain boot={boot} />
      </p>
    );
  }
  return (
    <div className="failure" role="alert">
      <p>{known ? known.inWords : t("noAnswer")}</p>
      {known?.requestId && <small>{t("requestId", { id: known.requestId })}</small>}
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {t("retry")}
        </button>
      )}
    </div>
  );
}
