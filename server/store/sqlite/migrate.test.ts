import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it, onTestFinished } from 'vitest';
import { newFolder } from '../../../tests/support/folder.ts';
import { noteRow, rollRow, sessionRow, turnRow } from '../../../tests/support/rows.ts';
import type { Database } from '../sql/database.ts';
import { logReads } from '../sql/log.ts';
import { StoreDialect } from './dialect.ts';
import { makeDurable, requireDurable } from './durability.ts';
import { NotDurable } from './errors.ts';
import { migrate, migrations, schemaVersion } from './migrate.ts';

async function database() {
  const connection = new SqliteDatabase(join(await newFolder(), 'test.db'));
  const db = new Kysely<Database>({ dialect: new StoreDialect(connection) });
  onTestFinished(() => db.destroy());
  return { connection, db };
}
const tablesOf = (connection: SqliteDatabase.Database) =>
  connection.prepare<[], string>(`select name from sqlite_schema where type = 'table'`).pluck().all();

it('brings an empty database to the newest schema, and leaves one that is there as it is', async () => {
  const { connection, db } = await database();
  expect(await schemaVersion(db)).toBeNull();
  await migrate(db);
  expect(await schemaVersion(db)).toBe(Object.keys(migrations).sort().at(-1));
  const tables = tablesOf(connection);
  await migrate(db);
  expect(tablesOf(connection)).toEqual(tables);
});

it('brings a record of the first version up to date with every row it has', async () => {
  const { connection, db } = await database();
  const first = { '0001-foundation': migrations['0001-foundation'] };
  const provider = { getMigrations: () => Promise.resolve(first) };
  await new Migrator({ db, provider }).migrateToLatest();
  const { origin: _origin, source: _source, ...session } = sessionRow();
  const old = { session, roll: rollRow('k1'), turn: turnRow(), note: noteRow() };
  for (const [table, row] of Object.entries(old)) {
    const columns = Object.keys(row).map((column) => `"${column}"`);
    const places = columns.map(() => '?').join(',');
    connection
      .prepare(`insert into "${table}" (${columns.join(',')}) values (${places})`)
      .run(...(Object.values(row) as unknown[]));
  }

  await migrate(db);
  const { rows } = logReads(db);
  expect(await rows('session', null)).toEqual([sessionRow({ origin: 'live', source: null })]);
  expect(await rows('roll', null)).toEqual([old.roll]);
  expect(await rows('turn', null)).toEqual([old.turn]);
  expect(await rows('note', null)).toEqual([old.note]);
  expect(await rows('correction', null)).toEqual([]);
});

it('makes strict tables without hidden row ids', async () => {
  const { connection, db } = await database();
  await migrate(db);
  const loose = connection
    .prepare<[], string>(
      `select name from pragma_table_list
       where type = 'table' and name not like 'sqlite_%' and name not like 'kysely_%' and (strict = 0 or wr = 0)`,
    )
    .pluck()
    .all();
  expect(loose).toEqual([]);
});

it('keeps nothing of a migration that fails half-way', async () => {
  const { connection, db } = await database();
  const broken = {
    '0001-broken': {
      up: async (trx: typeof db) => {
        await trx.schema.createTable('half').addColumn('a', 'integer').execute();
        throw new Error('power cut');
      },
    },
  };
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(broken) },
  }).migrateToLatest();
  expect(error).toMatchObject({ message: 'power cut' });
  expect(tablesOf(connection)).not.toContain('half');
});

it('notices when the engine would not sync every commit', async () => {
  const { connection } = await database();
  expect(() => requireDurable(connection)).toThrow(NotDurable);
  makeDurable(connection);
  expect(() => requireDurable(connection)).not.toThrow();
  connection.pragma('synchronous = NORMAL');
  expect(() => requireDurable(connection)).toThrow(NotDurable);
});
