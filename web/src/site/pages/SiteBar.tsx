/** The bar: home, the way back, and how many wait, are on their way, are safe. */
import { t } from "../../shared/i18n";
import type { Counts } from "../queue/counts";
import { hashOf, type Where } from "./where";
import "../../frame/Skip.css";

export function SiteBar({ counts, where }: { counts: Counts; where: Where }) {
  const busy = counts.waiting + counts.sending;
  const mood = counts.refused ? "bad" : busy ? "busy" : "calm";
  return (
    <header className="site-bar">
      <a className="skip" href="#sheet">
        {t("skip")}
      </a>
      {where.page === "places" ? (
        <h1 className="mark">
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M3 21V11h5v10M9.5 21V6h5v15M16 21v-8h5v8" />
            <path className="mark-top" d="M8 3h8" />
          </svg>
          {t("product")}
        </h1>
      ) : (
        <button type="button" className="site-back" onClick={() => window.history.back()}>
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d="M15 4l-8 8 8 8" />
          </svg>
          {t("site.back")}
        </button>
      )}
      <a className={`site-counts site-counts-${mood}`} href={hashOf({ page: "queue" })}>
        <span role="status">
          {t("site.counts", {
            waiting: counts.waiting,
            sending: counts.sending,
            safe: counts.safe,
          })}
        </span>
        {counts.refused > 0 && <b>{t("site.countRefused", { count: counts.refused })}</b>}
      </a>
    </header>
  );
}
