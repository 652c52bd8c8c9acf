import type { Kysely, Transaction } from 'kysely';
import type { RecordTable, RecordTables } from '../../record/facts.ts';
import { recordKeys } from '../../record/facts.ts';
import type { Entry, LogStore, StoredSession } from '../port.ts';
import type { Database, LogRow } from './database.ts';

export function logReads(db: Kysely<Database>): Pick<LogStore, 'entries' | 'rows'> {
  return {
    entries: async (session) => {
      const rows = await db
        .selectFrom('log')
        .selectAll()
        .where('session', '=', session)
        .orderBy('seq')
        .execute();
      return rows.map(toEntry);
    },

    rows: (table, session) => recordRows(db, table, session),
  };
}

/** All of the log's port but `append`, which is each engine's own. */
export function logStore(db: Kysely<Database>): Omit<LogStore, 'append'> {
  return {
    ...logReads(db),

    openSessions: async () => {
      const rows = await db
        .selectFrom('session')
        .select('session')
        .where('endedWall', 'is', null)
        .orderBy('startedWall', 'desc')
        .orderBy('session')
        .execute();
      return rows.map((row) => row.session);
    },

    load: (session) => db.transaction().execute((trx) => load(trx, session)),
  };
}

/** Rows of one record table in the order of its key; of all sessions where `session` is null. */
async function recordRows<T extends RecordTable>(
  db: Kysely<Database>,
  table: T,
  session: string | null,
): Promise<readonly RecordTables[T][]> {
  // Every record table has `session`; which one this is makes no difference to the query.
  let query = db.selectFrom(table as 'session').selectAll();
  if (session !== null) query = query.where('session', '=', session);
  for (const column of recordKeys[table]) query = query.orderBy(column as 'session');
  return (await query.execute()) as unknown as RecordTables[T][];
}

async function load(trx: Transaction<Database>, id: string): Promise<StoredSession | null> {
  const session = await trx.selectFrom('session').selectAll().where('session', '=', id).executeTakeFirst();
  if (session === undefined) return null;
  const head = await trx
    .selectFrom('log_head')
    .select('seq')
    .where('session', '=', id)
    .executeTakeFirstOrThrow();
  const entries = await trx
    .selectFrom('log')
    .selectAll('log')
    .innerJoin('run', (join) =>
      join.onRef('run.session', '=', 'log.session').onRef('run.run', '=', 'log.run'),
    )
    .where('log.session', '=', id)
    .where('log.kind', 'in', ['setup', 'step'])
    .where('run.endedWall', 'is', null)
    .orderBy('log.seq')
    .execute();
  const acts = await trx
    .selectFrom('log')
    .select(['actionId', 'seq', 'at'])
    .where('session', '=', id)
    .where('actionId', 'is not', null)
    .execute();
  return {
    session,
    lastSeq: head.seq,
    roll: await recordRows(trx, 'roll', id),
    seats: await recordRows(trx, 'seat', id),
    devices: await recordRows(trx, 'device', id),
    runs: await recordRows(trx, 'run', id),
    pauses: await recordRows(trx, 'pause', id),
    groups: await recordRows(trx, 'run_group', id),
    entries: entries.map(toEntry),
    answers: new Map(acts.map((act) => [act.actionId ?? '', { seq: act.seq, at: act.at ?? 0 }])),
  };
}

/** An entry as its row of the log. */
export function toRow(session: string, entry: Entry): LogRow {
  return { session, ...entry, payload: JSON.stringify(entry.payload) };
}

export function toEntry({ session: _session, payload, ...entry }: LogRow): Entry {
  return { ...entry, payload: JSON.parse(payload) as unknown };
}
