/** Why what waits has not gone yet: each reason once, however many photos it holds up. */
import { t } from "../../shared/i18n";
import type { PhotoRecord } from "../store/records";
import { againWords, detailOf } from "./RefusalWords";

export function Held({ photos }: { photos: readonly PhotoRecord[] }) {
  const held = photos.filter(({ state, refusal }) => state === "waiting" && refusal);
  const byReason = new Map<string, PhotoRecord[]>();
  for (const photo of held) {
    const reason = photo.refusal ? detailOf(photo.refusal) : "";
    byReason.set(reason, [...(byReason.get(reason) ?? []), photo]);
  }
  if (!byReason.size) return null;
  return (
    <div className="site-held" role="status">
      {[...byReason].map(([reason, those]) => (
        <p key={reason}>
          {t("site.held", { count: those.length, reason })}{" "}
          {againWords(Math.min(...those.map(({ nextAt }) => nextAt)))}
        </p>
      ))}
    </div>
  );
}
