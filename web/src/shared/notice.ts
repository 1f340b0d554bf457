/** A notice may say the same in two languages, line by line: show the reader his own. */
import type { Language } from "./dates";

const CHINESE = /\p{Script=Han}/u;

export function noticeOf(notice: string, language: Language): string {
  const lines = notice.split("\n").filter((line) => line.trim());
  const own = lines.filter((line) => CHINESE.test(line) === (language !== "en"));
  return (own.length ? own : lines).join(language === "en" ? " " : "");
}
