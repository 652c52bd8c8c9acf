import type { Transaction } from 'kysely';
import type { FactWrite, RecordTable } from '../../record/facts.ts';
import { recordKeys } from '../../record/facts.ts';
import type { Database } from './database.ts';

/** Filled in as things happen, each column once. A turn's prompt level alone may rise while it lasts. */
const setOnce: ReadonlySet<RecordTable> = new Set<RecordTable>(['turn', 'request']);
/** Point facts: whole when they are written. */
const never: ReadonlySet<RecordTable> = new Set<RecordTable>([
  'contribution', 'presence', 'prompt', 'observation', 'note',
]); // prettier-ignore

type Column = string | number | null;

/** One write of facts within the transaction of its log entry. Rejects where it would rewrite a fact. */
export async function writeFact(trx: Transaction<Database>, fact: FactWrite): Promise<void> {
  if ('insert' in fact) {
    await trx.insertInto(fact.table).values(fact.insert).execute();
    return;
  }
  const { table } = fact;
  if (never.has(table)) throw new Error(`${table}: a fact is not changed; a correction is a new one`);
  // One statement shape for every table, so the row types are set aside here; FactWrite has checked them.
  const key: Readonly<Record<string, Column | undefined>> = fact.key;
  const update: Readonly<Record<string, Column | undefined>> = fact.update;

  let query = trx.updateTable(table as 'turn').set(update);
  for (const column of recordKeys[table]) {
    const value = key[column];
    if (value === undefined || value === null) throw new Error(`${table}: the key lacks ${column}`);
    query = query.where(column as 'session', '=', value as string);
  }
  if (setOnce.has(table)) {
    for (const [column, value] of Object.entries(update)) {
      if (column === 'prompt') continue;
      query = query.where((row) =>
        row.or([
          row(column as 'why', 'is', null),
          row(column as 'why', value === null ? 'is' : '=', value as 'self'),
        ]),
      );
    }
  }
  const { numUpdatedRows } = await query.executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`${table}: no such row, or the fact is set already`);
}
