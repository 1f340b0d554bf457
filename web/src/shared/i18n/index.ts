/** Words. The server says which language; switching it is a form that loads the page anew. */
import i18next from "i18next";
import type { Language } from "../dates";
import type { Rule } from "../portfolio";
import { en } from "./en";
import { zh } from "./zh";

interface Words {
  zh: object;
  en: object;
}

/** Words of modules that were read before the language was known. */
const early: Words[] = [];

export function wordsLoad(language: Language): void {
  void i18next.init({
    lng: language,
    fallbackLng: false,
    // React escapes; "zh-hans" is written as Django writes it
    interpolation: { escapeValue: false },
    lowerCaseLng: true,
    initAsync: false,
    resources: { "zh-hans": { translation: zh }, en: { translation: en } },
  });
  early.splice(0).forEach(wordsAdd);
}

/** Words of a part of the pages; whether it is read before or behind `wordsLoad` means nothing. */
export function wordsAdd(words: Words): void {
  if (!i18next.isInitialized) {
    early.push(words);
    return;
  }
  i18next.addResourceBundle("zh-hans", "translation", words.zh);
  i18next.addResourceBundle("en", "translation", words.en);
}

export const t = (key: string, values?: Record<string, string | number>): string =>
  i18next.t(key, values ?? {});

export const language = (): Language => (i18next.language === "en" ? "en" : "zh-hans");

/** A row's name in the reader's language; most rows have a Chinese name only. */
export function nameOf(row: { name: string; name_en: string }): string {
  return language() === "en" && row.name_en ? row.name_en : row.name;
}

/** A rule's title and version. */
export function ruleNameOf(rule: Rule): string {
  return t("ruleName", { name: rule.title, version: rule.version });
}

/** What a rule says, in the reader's language. */
export function ruleTextOf(rule: Rule): string {
  return rule.text[language()] ?? "";
}

/** Where a rule is written down, and whether that is an official document. */
export function sourceOf(rule: { source: string; weak_source: boolean }): string {
  return `${t("source")}: ${rule.source}${rule.weak_source ? ` (${t("weakSource")})` : ""}`;
}
