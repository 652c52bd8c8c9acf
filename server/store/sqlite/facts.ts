import type { FactWrite, RecordTable } from '../../record/facts.ts';
import { recordKeys } from '../../record/facts.ts';
import { quoted } from './statements.ts';
import type { Column, Statements } from './statements.ts';

/** Filled in as things happen, each column once. A turn's prompt level alone may rise while it lasts. */
const setOnce: ReadonlySet<RecordTable> = new Set<RecordTable>(['turn', 'request']);
/** Point facts: whole when they are written. */
const never: ReadonlySet<RecordTable> = new Set<RecordTable>([
  'contribution', 'presence', 'prompt', 'observation', 'note', 'correction', 'spot_check',
]); // prettier-ignore

/** One write of facts within the transaction of its log entry. Throws where it would rewrite a fact. */
export function writeFact(to: Statements, fact: FactWrite): void {
  if ('insert' in fact) {
    to.insert(fact.table, fact.insert);
    return;
  }
  const { table } = fact;
  if (never.has(table)) throw new Error(`${table}: a fact is not changed; a correction is a new one`);
  const key: Readonly<Record<string, Column | undefined>> = fact.key;
  const updates = Object.entries(fact.update as Record<string, Column>);
  const keys = recordKeys[table].map((column) => {
    const value = key[column];
    if (value === undefined || value === null) throw new Error(`${table}: the key lacks ${column}`);
    return value;
  });
  const once = setOnce.has(table) ? updates.filter(([column]) => column !== 'prompt') : [];
  const set = updates.map(([column]) => `${quoted(column)} = ?`);
  const where = [
    ...recordKeys[table].map((column) => `${quoted(column)} = ?`),
    ...once.map(([column]) => `(${quoted(column)} is null or ${quoted(column)} is ?)`),
  ];
  const values = [...updates.map(([, value]) => value), ...keys, ...once.map(([, value]) => value)];
  const { changes } = to
    .of(`update ${quoted(table)} set ${set.join(', ')} where ${where.join(' and ')}`)
    .run(...values);
  if (changes !== 1) throw new Error(`${table}: no such row, or the fact is set already`);
}
