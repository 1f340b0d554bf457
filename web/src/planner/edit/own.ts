/** What rows have become by edits of one's own, so that a later edit of them is no conflict. */
import type { List } from "./steps";

export class Own {
  // the version that an edit led to, by row and version before it
  private readonly versions = new Map<string, number>();
  // the id of what was removed and made again
  private readonly ids = new Map<string, number>();

  led(list: List, id: number, seen: number, version: number): void {
    if (version > seen) this.versions.set(`${list} ${id} ${seen}`, version);
  }

  version(list: List, id: number, seen: number): number {
    let now = seen;
    for (let next: number | undefined = seen; next !== undefined; ) {
      now = next;
      next = this.versions.get(`${list} ${id} ${now}`);
    }
    return now;
  }

  madeAgain(list: List, was: number, id: number): void {
    this.ids.set(`${list} ${was}`, id);
  }

  id(list: List, id: number): number {
    const next = this.ids.get(`${list} ${id}`);
    return next === undefined ? id : this.id(list, next);
  }
}
