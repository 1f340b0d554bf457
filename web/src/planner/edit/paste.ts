/** A block of cells as spreadsheets put it on the clipboard: tabs and line ends. */

// a cell in quotation marks may hold line ends, and marks written twice
const CELL = /"((?:[^"]|"")*)"|([^\t\n]*)/y;

export function pasted(text: string): string[][] {
  const block = text.replaceAll("\r\n", "\n").replace(/\n$/, "");
  if (!block) return [];
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= block.length) {
    CELL.lastIndex = at;
    const found = CELL.exec(block);
    const cell = found?.[1]?.replaceAll('""', '"').replaceAll("\n", " ") ?? found?.[2] ?? "";
    rows.at(-1)?.push(cell);
    at += found?.[0].length ?? 0;
    if (block[at] === "\n") rows.push([]);
    at += 1;
  }
  return rows;
}
