/** What the server objects to, at the fields that a form has, and what is left to say beside them. */
import { Problem } from "./api";

export interface Faults<Field extends string> {
  at: Partial<Record<Field, string>>;
  /** The error where some of it stands at no field, else null. */
  rest: unknown;
}

export function faultsOf<Field extends string>(
  error: unknown,
  fields: readonly Field[],
): Faults<Field> {
  const at: Partial<Record<Field, string>> = {};
  const said = error instanceof Problem ? error.errors : [];
  let placed = 0;
  for (const { pointer, detail } of said) {
    const field = fields.find((each) => pointer === `/${each}`);
    if (!field || !detail) continue;
    at[field] = [at[field], detail].filter(Boolean).join(" ");
    placed += 1;
  }
  return { at, rest: placed > 0 && placed === said.length ? null : error };
}
