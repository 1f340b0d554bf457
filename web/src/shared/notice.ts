/** A text may say the same in two languages, side by side: show the reader his own. */
import type { Language } from "./dates";

const CHINESE = /\p{Script=Han}/u;

function ownOf(parts: readonly string[], language: Language): readonly string[] {
  const own = parts.filter((part) => CHINESE.test(part) === (language !== "en"));
  return own.length ? own : parts;
}

/** A notice is bilingual line by line. */
export function noticeOf(notice: string, language: Language): string {
  const lines = notice.split("\n").filter((line) => line.trim());
  return ownOf(lines, language).join(language === "en" ? " " : "");
}

/** A place is bilingual around ` · `. */
export function placeOf(place: string, language: Language): string {
  return ownOf(place.split(" · "), language).join(" · ");
}
