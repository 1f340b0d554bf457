/** Why something was not taken, in the server's words, with the request's id. */
import { t } from "../../shared/i18n";
import type { Refusal } from "../store/records";

export function RefusalWords({ refusal, isFinal }: { refusal: Refusal | null; isFinal: boolean }) {
  if (!refusal) return null;
  const detail = refusal.detail || t("site.noAnswerYet");
  return (
    <p className={isFinal ? "failure" : "quiet"} role={isFinal ? "alert" : undefined}>
      {t(isFinal ? "site.refused" : "site.triedOnce", { detail })}
      {refusal.requestId && <small> {t("requestId", { id: refusal.requestId })}</small>}
    </p>
  );
}
