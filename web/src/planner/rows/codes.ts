/** Codes of new activities. */

/** The next code after another that nobody has yet: its last figures, counted on. */
export function nextCode(after: string, taken: ReadonlySet<string>): string {
  const [, head = "", figures = ""] = /^(.*?)(\d*)$/.exec(after) ?? [];
  for (let number = Number(figures || 0) + 1; ; number += 1) {
    const code = head + String(number).padStart(figures.length, "0");
    if (!taken.has(code)) return code;
  }
}

/** What a plan without any activity begins with. */
export const FIRST_CODE = "A01";
