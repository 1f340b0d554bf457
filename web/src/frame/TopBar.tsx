/** Name, language, appearance, way out. */
import type { Boot } from "../shared/boot";
import { timeOf } from "../shared/dates";
import { t } from "../shared/i18n";
import { LanguageSwitch, ThemeSwitch } from "./Switches";
import { COUNT_MOST, useWaitingCount } from "./waiting";
import "./Skip.css";
import "./TopBar.css";

const NO_TIME = "00:00";

/** What waits for the reader's own signature is counted on every page. */
function InboxLink({ boot }: { boot: Boot }) {
  const count = useWaitingCount();
  return (
    <a
      className="inbox-link"
      href={boot.urls.inbox}
      aria-current={window.location.pathname === boot.urls.inbox ? "page" : undefined}
    >
      <span>{t("inbox")}</span>
      {count > 0 && (
        <b className="inbox-count">
          {count > COUNT_MOST ? `${COUNT_MOST}+` : count}
          <span className="only-spoken">{t("inboxWaiting")}</span>
        </b>
      )}
    </a>
  );
}

/** Its place is kept before there is a time: nothing in the bar moves. */
function AsOf({ at }: { at: string }) {
  const time = at ? timeOf(at) : NO_TIME;
  return (
    <span className={at ? "as-of quiet" : "as-of as-of-none"} aria-hidden={at === ""}>
      {t("asOf", { time })}
    </span>
  );
}

export function TopBar({ boot, asOf }: { boot: Boot; asOf: string | undefined }) {
  return (
    <header className="bar">
      <a className="skip" href="#sheet">
        {t("skip")}
      </a>
      <h1 className="mark">
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <path d="M3 21V11h5v10M9.5 21V6h5v15M16 21v-8h5v8" />
          <path className="mark-top" d="M8 3h8" />
        </svg>
        <a href={boot.urls.board}>{t("product")}</a>
        <small>{t("tagline")}</small>
      </h1>
      <nav className="bar-links" aria-label={t("pages")}>
        <InboxLink boot={boot} />
        {boot.urls.site && (
          <a href={boot.urls.site}>
            <span>{t("siteLink")}</span>
          </a>
        )}
      </nav>
      <div className="bar-end">
        {asOf !== undefined && <AsOf at={asOf} />}
        <LanguageSwitch boot={boot} />
        <ThemeSwitch />
        <form method="post" action={boot.urls.signOut} className="way-out">
          <input type="hidden" name="csrfmiddlewaretoken" value={boot.csrf} />
          <a href={boot.urls.contacts} title={t("contactsLink")}>
            {boot.user}
          </a>
          <button type="submit" className="button button-plain">
            {t("signOut")}
          </button>
        </form>
      </div>
    </header>
  );
}
