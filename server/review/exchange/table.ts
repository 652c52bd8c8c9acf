/** A file's bytes as a table of texts, whether it is CSV or JSON. Which columns there are is all it knows. */
import { parse as parseCsv } from 'csv-parse/sync';
import { decodeText } from '../../roster/text.ts';
import type { Fault, FileFault } from '../../../src/wire/exchange.ts';
import { columns } from './row.ts';
import type { ColumnName } from './row.ts';

/** Bytes of a file, and rows beyond its heading. A lesson of a whole morning has some hundred. */
export const largestFile = 1_048_576;
export const mostRows = 20_000;

export interface TableRow {
  readonly row: number;
  /** Trimmed; columns that the file does not have, and empty cells, are not there. */
  readonly cells: ReadonlyMap<ColumnName, string>;
}
export interface Table {
  readonly encoding: 'utf-8' | 'gb18030';
  /** Numbers may have a comma in place of the point: it parts no cells here. */
  readonly decimalComma: boolean;
  readonly rows: readonly TableRow[];
}
type ReadTable =
  { readonly ok: true; readonly table: Table } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Other headings that a column may have; compared without spaces, underscores and case. */
const headings: Readonly<Record<ColumnName, readonly string[]>> = {
  start: ['begin', 'from', 'start (s)', '开始', '开始时间'],
  end: ['stop', 'end (s)', '结束', '结束时间'],
  speaker: ['name', '说话人', '发言人', '姓名'],
  addressee: ['to', '对象', '对谁', '对谁说'],
  kind: ['type', '类型'],
  prompted: ['prompt', '提示'],
  run: ['轮', '第几轮'],
  group: ['组', '小组', '第几组'],
  turn: ['发言序号'],
  activity: ['活动'],
  regime: ['规则', '轮流方式'],
  bounded: [],
  options: ['可选'],
  given_by: ['谁给'],
  offered: [],
  why: [],
  attribution: [],
  channel: [],
  code: ['内容'],
};
const folded = (heading: string): string => heading.replaceAll(/[\s_]/gu, '').toLowerCase();
const columnOf: ReadonlyMap<string, ColumnName> = new Map(
  columns.flatMap((name) => [name, ...headings[name]].map((heading) => [folded(heading), name] as const)),
);

export function readTable(bytes: Uint8Array): ReadTable {
  if (bytes.byteLength > largestFile) return fileFault('too_large');
  const decoded = decodeText(bytes);
  if (decoded === null) return fileFault('encoding');
  const encoding = decoded.isUtf8 ? 'utf-8' : 'gb18030';
  const isJson = /^\s*[[{]/u.test(decoded.text);
  const read = isJson ? readJson(decoded.text) : readCsv(decoded.text);
  if (!read.ok) return read;
  const { rows, decimalComma } = read;
  if (rows.length === 0) return fileFault('empty');
  if (rows.length > mostRows) return fileFault('too_many_rows');
  return { ok: true, table: { encoding, decimalComma, rows } };
}

const fileFault = (code: FileFault, row: number | null = null, column: string | null = null) => ({
  ok: false as const,
  faults: [{ row, column, code }],
});

type Read =
  | { readonly ok: true; readonly decimalComma: boolean; readonly rows: TableRow[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

function readCsv(text: string): Read {
  const firstLine = text.split(/\r\n?|\n/u).find((line) => line.trim() !== '') ?? '';
  const delimiter = [',', '\t', ';', '，', '；'].find((mark) => firstLine.includes(mark)) ?? ',';
  const lines = linesOf(text, delimiter);
  if (lines === null) return fileFault('not_a_table');
  const at = lines.findIndex((cells) => cells.some((cell) => cell !== ''));
  const heading = lines[at];
  if (heading === undefined) return fileFault('empty');
  const named = nameColumns(heading);
  if (!named.ok) return named;

  const rows: TableRow[] = [];
  const faults: Fault[] = [];
  lines.forEach((cells, index) => {
    const row = index + 1;
    if (index <= at || cells.every((cell) => cell === '')) return;
    if (cells.slice(heading.length).some((cell) => cell !== ''))
      faults.push({ row, column: null, code: 'too_many_cells' });
    const filled = named.columns.flatMap((name, place) => {
      const cell = unmarked(cells[place] ?? '');
      return name === null || cell === '' ? [] : [[name, cell] as const];
    });
    rows.push({ row, cells: new Map(filled) });
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, decimalComma: delimiter !== ',', rows };
}

function linesOf(text: string, delimiter: string): string[][] | null {
  try {
    return parseCsv(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      trim: true,
    });
  } catch {
    return null;
  }
}

/** The apostrophe by which exports keep a spreadsheet from running a text as a formula is no part of it. */
const unmarked = (cell: string): string => (/^'+\s*[=+\-@＝＋－＠]/u.test(cell) ? cell.slice(1) : cell);

type Named =
  | { readonly ok: true; readonly columns: readonly (ColumnName | null)[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Columns by their headings; an empty one names no column, whose cells then count as none. */
function nameColumns(heading: readonly string[]): Named {
  const names = heading.map((cell) => columnOf.get(folded(cell)) ?? null);
  const faults: Fault[] = [];
  names.forEach((name, place) => {
    const told = (heading[place] ?? '').slice(0, 40);
    if (name === null && told !== '') faults.push({ row: null, column: told, code: 'unknown_column' });
    if (name !== null && names.indexOf(name) < place)
      faults.push({ row: null, column: name, code: 'column_twice' });
  });
  if (!names.includes('start')) faults.push({ row: null, column: null, code: 'no_start_column' });
  if (!names.includes('speaker')) faults.push({ row: null, column: null, code: 'no_speaker_column' });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, columns: names };
}

/** An array of items, or an object with them as `turns`. Cells are texts as a CSV file would have them. */
function readJson(text: string): Read {
  let told: unknown;
  try {
    told = JSON.parse(text);
  } catch {
    return fileFault('not_a_table');
  }
  const items = Array.isArray(told) ? (told as unknown[]) : isObject(told) ? told['turns'] : null;
  if (!Array.isArray(items)) return fileFault('not_a_table');
  if (items.length > mostRows) return fileFault('too_many_rows');
  const rows: TableRow[] = [];
  const faults: Fault[] = [];
  (items as unknown[]).forEach((item, index) => {
    const row = index + 1;
    if (!isObject(item)) {
      faults.push({ row, column: null, code: 'not_a_table' });
      return;
    }
    const cells = new Map<ColumnName, string>();
    for (const [key, value] of Object.entries(item)) {
      const name = columnOf.get(folded(key));
      const cell = cellOf(value);
      if (name === undefined) faults.push({ row, column: key.slice(0, 40), code: 'unknown_column' });
      else if (cells.has(name)) faults.push({ row, column: name, code: 'column_twice' });
      else if (cell === null) faults.push({ row, column: name, code: 'bad_value' });
      else if (cell !== '') cells.set(name, cell);
    }
    rows.push({ row, cells });
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, decimalComma: false, rows };
}

const isObject = (told: unknown): told is Readonly<Record<string, unknown>> =>
  typeof told === 'object' && told !== null && !Array.isArray(told);

/** Null where no cell could hold it. */
function cellOf(value: unknown): string | null {
  if (value === null) return '';
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
  return isList ? JSON.stringify(value) : null;
}
