/** Finding work among much of it, by what the phone has: no network is asked. */
import type { SheetActivity } from "../sync/sheet";

/** As many as a thumb goes through; more of them get a field to find by. */
export const FEW = 12;

type Named = Pick<SheetActivity, "code" | "name" | "name_en">;

/** Those that have every word somewhere in code or name, in whatever case. */
export function found<Each extends Named>(work: readonly Each[], words: string): Each[] {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  return work.filter(({ code, name, name_en }) => {
    const text = `${code} ${name} ${name_en}`.toLowerCase();
    return asked.every((word) => text.includes(word));
  });
}
