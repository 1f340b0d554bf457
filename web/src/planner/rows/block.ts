/** A block of cells from a spreadsheet as lines of new activities: which column is which. */
import { pasted } from "../edit/paste";
import type { Column } from "../grid/columns";

export const BLOCK_COLUMNS = [
  "code",
  "name",
  "name_en",
  "wbs",
  "building",
  "duration",
  "start",
  "finish",
  "predecessors",
  "responsible",
] as const;
export type BlockColumn = (typeof BLOCK_COLUMNS)[number];

/** How spreadsheets and other planning programs head these columns. */
const HEADS: Record<BlockColumn, readonly string[]> = {
  code: ["编码", "编号", "标识号", "活动编码", "作业代码", "code", "activity id", "id"],
  name: ["名称", "活动名称", "作业名称", "任务名称", "name", "activity name", "task name"],
  name_en: ["英文名称", "english name"],
  wbs: ["wbs", "wbs 号", "wbs号", "wbs code"],
  building: ["单体", "楼栋", "building"],
  duration: ["工期", "工期（天）", "工期(天)", "duration", "days", "original duration"],
  start: ["开始", "开始时间", "开始日期", "计划开始", "start", "planned start"],
  finish: ["完成", "完成时间", "完成日期", "计划完成", "finish", "planned finish"],
  predecessors: [
    "紧前活动",
    "紧前作业",
    "紧前工作",
    "前置任务",
    "前置活动",
    "predecessors",
    "predecessor",
  ],
  responsible: ["责任人", "负责人", "responsible"],
};

const BY_HEAD: ReadonlyMap<string, BlockColumn> = new Map(
  BLOCK_COLUMNS.flatMap((column) => HEADS[column].map((head) => [head, column] as const)),
);
/** One word alone may be a name. */
const HEADS_LEAST = 2;

export interface Line {
  /** Its place in the block, from 1. */
  number: number;
  cells: Readonly<Partial<Record<BlockColumn, string>>>;
}

export interface Block {
  /** What is known of each column; null: nothing is taken from it. */
  columns: readonly (BlockColumn | null)[];
  headed: boolean;
  lines: readonly Line[];
}

function isTaken(column: string | undefined): column is BlockColumn {
  return (BLOCK_COLUMNS as readonly string[]).includes(column ?? "");
}

/** `below` are the table's columns from the one on that a block without headings begins in. */
export function blockOf(text: string, below: readonly Column[]): Block {
  const cells = pasted(text);
  const heads = (cells[0] ?? []).map((head) => BY_HEAD.get(head.trim().toLowerCase()) ?? null);
  const headed = heads.filter((head) => head !== null).length >= HEADS_LEAST;
  const width = Math.max(0, ...cells.map((line) => line.length));
  const plain = Array.from({ length: width }, (_, at) => (isTaken(below[at]) ? below[at] : null));
  const columns = headed ? heads : plain;
  const lines = cells.map((line, at) => ({
    number: at + 1,
    cells: Object.fromEntries(
      columns.flatMap((column, place) => (column ? [[column, (line[place] ?? "").trim()]] : [])),
    ),
  }));
  const said = lines.filter(({ cells: each }) => Object.values(each).some(Boolean));
  return { columns, headed, lines: headed ? said.slice(1) : said };
}
