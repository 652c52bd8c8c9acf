/** The report of a file in the reader's words. */
import { m } from '../../../generated/paraglide/messages.js';
import { exchangeColumns } from '../../wire/exchange.ts';
import type { Fault } from '../../wire/exchange.ts';

/** Where the fault is. */
export const placeText = ({ row }: Fault): string =>
  row === null ? m['exchange.file']() : m['exchange.row']({ row: String(row) });

/** What it is; a column that this format does not have is named as the file names it. */
export function faultText({ column, code }: Fault): string {
  const known = exchangeColumns.find((name) => name === column);
  const named = known === undefined ? (column ?? '') : m[`exchange.column.${known}`]();
  return m[`exchange.fault.${code}`]({ column: named });
}
