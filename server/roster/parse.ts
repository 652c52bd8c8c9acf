/**
 * A class list as teachers have it: a CSV file from a school office (UTF-8 with or without BOM, GBK or GB18030),
 * a column copied out of a spreadsheet, or typed lines. Preview and import read it the same way.
 */
import { parse as parseCsv } from 'csv-parse/sync';
import type { RosterPreview } from '../../src/wire/answers.ts';
import type { ErrorCode } from '../../src/wire/errors.ts';
import { maxChildren } from '../../src/wire/vocabulary.ts';
import { decodeText, tidyName } from './text.ts';

type RosterFault = Extract<
  ErrorCode,
  'roster_empty' | 'roster_no_name_column' | 'roster_encoding' | 'roster_too_many'
>;
export type Roster =
  ({ readonly ok: true } & RosterPreview) | { readonly ok: false; readonly code: RosterFault };

/** Characters of a child's name, as the wire's schema has it. */
const longestName = 40;

/** Headings that stand over names, compared without spaces and case. */
const nameHeadings = new Set([
  ...['姓名', '名字', '学生姓名', '儿童姓名', '学生', '孩子', '幼儿姓名', '学生名字', '名單', '名单'],
  ...['name', 'names', 'student', 'studentname', 'child', 'childname', 'fullname', 'pupil', 'pupilname'],
]);
/** Headings that often stand beside them; a row of such words is a heading, not a child. */
const otherHeadings = new Set([
  ...['学号', '序号', '编号', '号', '性别', '班级', '年级', '出生日期', '生日', '年龄', '备注', '电话', '学籍号', '身份证号'],
  ...['no', 'no.', 'number', 'id', 'sex', 'gender', 'class', 'grade', 'birthday', 'age', 'note', 'notes'],
]); // prettier-ignore

const fault = (code: RosterFault): Roster => ({ ok: false, code });

/**
 * The names in `bytes`, at most sixty, in their order; what was left out is told by row (1 is the first line
 * of the file). `existing` are names the class has already: they count as duplicates.
 */
export function parseRoster(bytes: Uint8Array, existing: readonly string[] = []): Roster {
  const decoded = decodeText(bytes);
  if (!decoded) return fault('roster_encoding');
  const table = readTable(decoded.text);
  if (!table) return fault('roster_no_name_column');
  if (table.every(({ cells }) => cells.every((cell) => cell === ''))) return fault('roster_empty');
  const column = nameColumn(table.map(({ cells }) => cells));
  if (column === null) return fault('roster_no_name_column');

  const rows = table.slice(column.heading ? 1 : 0);
  const sifted = sift(
    rows.map(({ row, cells }) => ({ row, name: tidyName(cells[column.index] ?? '') })),
    existing,
  );
  if (sifted.names.length > maxChildren) return fault('roster_too_many');
  if (sifted.names.length === 0 && !sifted.skipped.some(({ why }) => why === 'duplicate'))
    return fault('roster_empty');
  return { ok: true, encoding: decoded.isUtf8 ? 'utf-8' : 'gbk', ...sifted };
}

interface Row {
  /** 1 is the first line. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** Cells by the delimiter the text uses; null where quotes do not close. */
function readTable(text: string): Row[] | null {
  const plain = text
    .replaceAll(/[，、]/g, ',')
    .replaceAll('；', ';')
    .replaceAll(/\r\n?/g, '\n');
  const firstLine = plain.split('\n').find((line) => line.trim() !== '') ?? '';
  const delimiter = [',', '\t', ';'].find((mark) => firstLine.includes(mark)) ?? ',';
  try {
    const records = parseCsv(plain, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      trim: true,
    }) as unknown as { readonly info: { readonly lines: number }; readonly record: readonly string[] }[];
    return listed(
      withoutTrailingBlank(records.map(({ record }, index) => ({ row: index + 1, cells: record }))),
    );
  } catch {
    return null;
  }
}

/** A file's last line break makes no row. */
function withoutTrailingBlank(rows: Row[]): Row[] {
  const last = rows.findLastIndex(({ cells }) => cells.some((cell) => cell !== ''));
  return rows.slice(0, last + 1);
}

/** Names typed in one line, parted by commas, are a list: each becomes a row of its own. */
function listed(rows: Row[]): Row[] {
  const [only] = rows;
  if (rows.length !== 1 || !only) return rows;
  return only.cells.map((cell) => ({ row: only.row, cells: [cell] }));
}

/** Which column holds names, and whether the first row is a heading. Null where nothing tells. */
function nameColumn(
  table: readonly (readonly string[])[],
): { readonly index: number; readonly heading: boolean } | null {
  const first = (table[0] ?? []).map((cell) => cell.replaceAll(/\s/g, '').toLowerCase());
  const named = first.findIndex((cell) => nameHeadings.has(cell));
  if (named >= 0) return { index: named, heading: true };
  const width = Math.max(...table.map((cells) => cells.length));
  if (first.some((cell) => otherHeadings.has(cell))) return null;
  if (width === 1) return { index: 0, heading: false };
  const filled = Array.from({ length: width }, (_, index) => index).filter((index) =>
    table.some((cells) => (cells[index] ?? '') !== ''),
  );
  // Running numbers and 男/女 beside the names are what a table without headings may hold and still mean one thing only.
  const wordy = filled.filter((index) => table.some((cells) => !/^(\d*|[男女])$/u.test(cells[index] ?? '')));
  return wordy.length === 1 && wordy[0] !== undefined ? { index: wordy[0], heading: false } : null;
}

function sift(rows: readonly { readonly row: number; readonly name: string }[], existing: readonly string[]) {
  const seen = new Set(existing);
  const names: string[] = [];
  const skipped: { row: number; why: 'empty' | 'duplicate' | 'too_long' }[] = [];
  for (const { row, name } of rows) {
    const why = whySkipped(name, seen);
    if (why) skipped.push({ row, why });
    else {
      seen.add(name);
      names.push(name);
    }
  }
  return { names, skipped };
}

function whySkipped(name: string, seen: ReadonlySet<string>): 'empty' | 'duplicate' | 'too_long' | null {
  if (name === '') return 'empty';
  if (name.length > longestName) return 'too_long';
  return seen.has(name) ? 'duplicate' : null;
}
