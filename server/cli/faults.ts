/** The report of a file's faults for the terminal, one line each. */
import { m } from '../../generated/paraglide/messages.js';
import type { Fault } from '../../src/wire/exchange.ts';
import type { Language } from '../../src/wire/vocabulary.ts';
import { columns } from '../review/exchange/row.ts';

export function faultInWords({ row, column, code }: Fault, locale: Language): string {
  const words = { locale };
  const where = row === null ? m['exchange.file']({}, words) : m['exchange.row']({ row: String(row) }, words);
  const known = columns.find((name) => name === column);
  const named = known === undefined ? (column ?? '') : m[`exchange.column.${known}`]({}, words);
  return where + m[`exchange.fault.${code}`]({ column: named }, words);
}
