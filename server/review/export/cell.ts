import { stringify } from 'csv-stringify/sync';

/** Null is the empty cell: not defined, never 0. */
export type Cell = string | number | null;

/**
 * Beginnings that a spreadsheet takes for a formula, in half and full width, also behind blanks (\s covers
 * the ideographic and the no-break space); and the control characters that start a new cell when pasted.
 */
const formula = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u;

/**
 * Text that no spreadsheet runs: a leading apostrophe marks it as text. Numbers stay numbers; what is none of them is
 * not defined.
 */
export function safe(cell: Cell): Cell {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  return typeof cell === 'string' && formula.test(cell) ? `'${cell}` : cell;
}

/** Without it Excel reads UTF-8 as the local encoding. */
const byteOrderMark = '\ufeff';

/** Rows as RFC 4180 CSV, without a header and without a byte-order mark. */
export function csvRows(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((row) => row.map(safe)),
    { record_delimiter: 'windows' },
  );
}

/** A whole table as CSV with a byte-order mark. */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return byteOrderMark + csvRows([header, ...rows]);
}
