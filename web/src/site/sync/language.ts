/** Which language the browser was told: a page from the phone's store does not know better. */
import type { Language } from "../../shared/dates";

export function languageKept(cookies: string): Language | null {
  const said = /(?:^|; )django_language=([^;]*)/.exec(cookies)?.[1];
  if (!said) return null;
  return said === "en" ? "en" : "zh-hans";
}
