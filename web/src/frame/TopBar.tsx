/** Name, language, appearance, way out. */
import { useState } from "react";
import type { Boot } from "../shared/boot";
import { type Language, timeOf } from "../shared/dates";
import { language, t } from "../shared/i18n";
import { useAddress } from "./address";
import { COUNT_MOST, useWaitingCount } from "./waiting";
import { type Theme, THEMES, themeRead, themeSet } from "./theme";
import "./TopBar.css";

const LANGUAGES: readonly { code: Language; tag: string; label: string }[] = [
  { code: "zh-hans", tag: "zh-Hans", label: "中文" },
  { code: "en", tag: "en", label: "English" },
];

function LanguageSwitch({ boot }: { boot: Boot }) {
  const address = useAddress();
  return (
    <form method="post" action={boot.urls.language} className="switch" aria-label={t("language")}>
      <input type="hidden" name="csrfmiddlewaretoken" value={boot.csrf} />
      <input type="hidden" name="next" value={address} />
      {LANGUAGES.map(({ code, tag, label }) => (
        <button
          key={code}
          name="language"
          value={code}
          lang={tag}
          aria-current={code === language() ? "true" : undefined}
        >
          {label}
        </button>
      ))}
    </form>
  );
}

function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(themeRead);
  const choose = (next: Theme) => {
    themeSet(next);
    setTheme(next);
  };
  return (
    <div className="switch" role="group" aria-label={t("theme.label")}>
      {THEMES.map((name) => (
        <button key={name} type="button" aria-pressed={theme === name} onClick={() => choose(name)}>
          {t(`theme.${name}`)}
        </button>
      ))}
    </div>
  );
}

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
      <InboxLink boot={boot} />
      <div className="bar-end">
        {asOf && <span className="as-of quiet">{t("asOf", { time: timeOf(asOf) })}</span>}
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
