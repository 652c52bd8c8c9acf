import { stringify } from 'csv-stringify/sync';

/** Null is the empty cell: not defined, never 0. */
export type Cell = string | number | null;

/**
 * Beginnings that a spreadsheet takes for a formula, in half and full width, also behind blanks (\s covers
 * the ideographic and the no-break space); and the control characters that start a new cell when pasted.
 */
const formula = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u;

/** Text that no spreadsheet runs: a leading apostrophe marks it as text. Numbers stay numbers. */
export function safe(cell: Cell): Cell {
  return typeof cell === 'string' && formula.test(cell) ? `'${cell}` : cell;
}

/** A table as RFC 4180 CSV with a byte-order mark, without which Excel reads UTF-8 as the local encoding. */
export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify([[...header], ...rows.map((row) => row.map(safe))], {
    bom: true,
    record_delimiter: 'windows',
  });
}
