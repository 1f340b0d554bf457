/** The columns of links after a step, until they are read again. */
import type { components } from "../../shared/schema";
import type { Gantt } from "../plan";
import type { Step } from "./steps";

export type LinkRow = components["schemas"]["LinkAnswer"];

type Columns = Record<string, unknown[]>;

/** `row` is what the server answered; null for what was removed. */
export function linksApplied(said: Gantt, step: Step, row: LinkRow | null): Gantt {
  const columns = said.links as unknown as Columns;
  const each = (make: (name: string, column: unknown[]) => unknown[]) => {
    const links = Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, make(name, column)]),
    );
    return { ...said, links: links as unknown as Gantt["links"] };
  };
  const valueOf = (name: string) => row?.[name as keyof LinkRow] ?? null;
  if (step.deed === "make") return each((name, column) => [...column, valueOf(name)]);
  const place = said.links.id.indexOf(row ? row.id : step.id);
  if (place < 0) return said;
  if (!row) return each((_, column) => column.toSpliced(place, 1));
  return each((name, column) => column.with(place, valueOf(name)));
}
