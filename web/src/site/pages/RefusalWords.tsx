/** Why something was not taken, in the server's words, with the request's id and the next try. */
import { timeOf } from "../../shared/dates";
import { t } from "../../shared/i18n";
import type { PhotoState, Refusal } from "../store/records";

export interface Refused {
  state: PhotoState;
  refusal: Refusal | null;
  nextAt: number;
}

export function RefusalWords({ state, refusal, nextAt }: Refused) {
  if (!refusal) return null;
  const isFinal = state === "refused";
  const detail = detailOf(refusal);
  return (
    <p className={isFinal ? "failure" : "quiet"} role={isFinal ? "alert" : undefined}>
      {isFinal ? finalWords(refusal, detail) : `${t("site.triedOnce", { detail })} ${againWords(nextAt)}`}
      {refusal.requestId && <small> {t("requestId", { id: refusal.requestId })}</small>}
    </p>
  );
}

function finalWords({ code }: Refusal, detail: string): string {
  return code === "bytes_lost" ? detail : t("site.refused", { detail });
}

/** When it is tried again, by the phone's own clock. */
export function againWords(nextAt: number): string {
  if (nextAt <= Date.now()) return t("site.againSoon");
  return t("site.againAt", { time: timeOf(new Date(nextAt).toISOString()) });
}

const OWN = new Set(["bytes_lost", "no_answer", "http_413", "http_503", "http_507"]);

/** The server's words; ours where a proxy or the network stood in its place. */
export function detailOf({ code, detail }: Refusal): string {
  if (detail) return detail;
  return OWN.has(code) ? t(`site.why.${code}`) : t("site.why.other", { code: code.replace("http_", "") });
}
