/** A list that the API answers page by page. */
export interface Rows<Row> {
  next: string | null;
  results: Row[];
}

/** The server names a page by its whole address, as it is called from outside. */
function pathOf(address: string): string {
  const { pathname, search } = new URL(address, window.location.href);
  return pathname + search;
}

/** What to ask for behind a page; null after the last. */
export function nextOf({ next }: Rows<unknown>): string | null {
  return next ? pathOf(next) : null;
}
