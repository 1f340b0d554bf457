/** Which language, and dark or light: on every page. */
import { useState } from "react";
import type { Boot } from "../shared/boot";
import type { Language } from "../shared/dates";
import { language, t } from "../shared/i18n";
import { useAddress } from "./address";
import { type Theme, THEMES, themeRead, themeSet } from "./theme";

const LANGUAGES: readonly { code: Language; tag: string; label: string }[] = [
  { code: "zh-hans", tag: "zh-Hans", label: "中文" },
  { code: "en", tag: "en", label: "English" },
];

export function LanguageSwitch({ boot }: { boot: Boot }) {
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

export function ThemeSwitch() {
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
