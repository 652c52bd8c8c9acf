import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import SqliteDatabase from 'better-sqlite3';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it, onTestFinished } from 'vitest';
import { newFolder } from '../../../tests/support/folder.ts';
import { entry, rollRow, sessionRow } from '../../../tests/support/rows.ts';
import type { Store } from '../port.ts';
import type { Database } from '../sql/database.ts';
import { logStore } from '../sql/log.ts';
import { savingWith } from '../sql/saving.ts';
import { hotWrites } from './append.ts';
import { requireSqlite } from './durability.ts';
import {
  DataFolderBusy, DataFolderNotWritable, NoRecord, SchemaTooNew, SchemaTooOld, SqliteTooOld,
} from './errors.ts'; // prettier-ignore
import { StoreDialect } from './dialect.ts';
import { diskFull } from './faults.ts';
import { groupCommit } from './groupCommit.ts';
import { migrate, migrations } from './migrate.ts';
import { openSqliteReader, openSqliteStore, recordFile } from './open.ts';

const storeProcess = join(import.meta.dirname, '../../../tests/support/storeProcess.ts');

async function openHere(folder: string): Promise<Store> {
  const store = await openSqliteStore({ folder });
  onTestFinished(() => store.close());
  return store;
}

it('makes the data folder where it is missing, and for its owner alone', async () => {
  const folder = join(await newFolder(), 'new', 'data');
  await openHere(folder);
  expect(existsSync(join(folder, recordFile))).toBe(true);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('syncs every commit: synchronous reads 2 after the first write, when new and when opened again', async () => {
  const folder = await newFolder();
  const store = await openSqliteStore({ folder });
  expect((await store.health()).durability).toBe('synchronous=2');
  await store.append('s1', 1, 0, [entry(1)], [{ table: 'session', insert: sessionRow() }]);
  expect((await store.health()).durability).toBe('synchronous=2');
  await store.close();
  const again = await openHere(folder);
  await again.append('s1', 1, 1, [entry(2)], []);
  expect((await again.health()).durability).toBe('synchronous=2');
});

it('refuses a second store on the same folder in this process, and lets go when closed', async () => {
  const folder = await newFolder();
  const first = await openSqliteStore({ folder });
  await expect(openSqliteStore({ folder })).rejects.toThrow(DataFolderBusy);
  await first.close();
  await openHere(folder);
});

it('refuses the folder of another process until that one is killed', async () => {
  const folder = await newFolder();
  const other = spawn(process.execPath, [storeProcess, folder, '1'], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(createInterface(other.stdout), 'line');
  await expect(openSqliteStore({ folder })).rejects.toThrow(DataFolderBusy);
  other.kill('SIGKILL');
  await once(other, 'exit');
  const store = await openHere(folder);
  expect(await store.entries('s1')).toEqual([entry(1)]);
});

it('says that a folder cannot be written', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'file'), '');
  await expect(openSqliteStore({ folder: join(folder, 'file') })).rejects.toThrow(DataFolderNotWritable);
  await expect(openSqliteStore({ folder: join(folder, 'file', 'data') })).rejects.toThrow(
    DataFolderNotWritable,
  );
  await mkdir(join(folder, recordFile));
  await expect(openSqliteStore({ folder })).rejects.toThrow(DataFolderNotWritable);
});

it('refuses the data of a newer version, for writing and for reading, and leaves it alone', async () => {
  const folder = await newFolder();
  await (await openSqliteStore({ folder })).close();
  const file = new SqliteDatabase(join(folder, recordFile));
  file.exec(`insert into kysely_migration values ('9999-from-the-future', '2099-01-01T00:00:00.000Z')`);
  file.close();
  await expect(openSqliteStore({ folder })).rejects.toThrow(SchemaTooNew);
  await expect(openSqliteReader({ folder })).rejects.toThrow(SchemaTooNew);
  await expect(openSqliteStore({ folder })).rejects.toThrow('9999-from-the-future');
});

it('does not read an older record before a writer has brought it up to date', async () => {
  const folder = await newFolder();
  const connection = new SqliteDatabase(join(folder, recordFile));
  const db = new Kysely<Database>({ dialect: new StoreDialect(connection) });
  const first = { '0001-foundation': migrations['0001-foundation'] };
  const provider = { getMigrations: () => Promise.resolve(first) };
  await new Migrator({ db, provider }).migrateToLatest();
  await db.destroy();
  await expect(openSqliteReader({ folder })).rejects.toThrow(SchemaTooOld);
  await (await openSqliteStore({ folder })).close();
  const reader = await openSqliteReader({ folder });
  expect(await reader.rows('correction', null)).toEqual([]);
  await reader.close();
});

it('knows which SQLite is too old', () => {
  for (const old of ['3.51.2', '3.50.99', '2.99.99', '']) {
    expect(() => requireSqlite(old)).toThrow(SqliteTooOld);
  }
  for (const good of ['3.51.3', '3.51.10', '3.52.0', '4.0.0']) {
    expect(() => requireSqlite(good)).not.toThrow();
  }
});

it('tells a full disk from other failures, keeps nothing of the call, and goes on when there is room', async () => {
  const connection = new SqliteDatabase(join(await newFolder(), recordFile));
  const db = new Kysely<Database>({ dialect: new StoreDialect(connection) });
  onTestFinished(() => db.destroy());
  await migrate(db);
  const log = { ...logStore(db), ...hotWrites(connection, groupCommit(connection), savingWith(diskFull)) };
  await log.append('s1', 1, 0, [entry(1)], [{ table: 'session', insert: sessionRow() }]);

  const pages = connection.pragma('page_count', { simple: true }) as number;
  connection.pragma(`max_page_count = ${pages}`);
  const large = entry(2, { payload: { ids: Array.from({ length: 20_000 }, (_, index) => index) } });
  const calls = await Promise.allSettled([
    log.append('s1', 1, 1, [large], [{ table: 'roll', insert: rollRow('k1') }]),
    log.append('s1', 1, 1, [entry(2)], []),
  ]);
  expect(calls[0]).toMatchObject({ status: 'rejected', reason: { code: 'disk_full' } });
  expect(calls[1]).toEqual({ status: 'fulfilled', value: 'durable' });
  expect(await log.rows('roll', null)).toEqual([]);

  connection.pragma(`max_page_count = ${pages + 1000}`);
  expect(await log.append('s1', 1, 2, [{ ...large, seq: 3 }], [])).toBe('durable');
});

it('lets a reader read beside the writer, as it was when the reader came', async () => {
  const folder = await newFolder();
  const store = await openHere(folder);
  await store.append('s1', 1, 0, [entry(1)], [{ table: 'session', insert: sessionRow() }]);
  const reader = await openSqliteReader({ folder });
  expect(await reader.entries('s1')).toEqual([entry(1)]);
  await store.append('s1', 1, 1, [entry(2)], [{ table: 'roll', insert: rollRow('k1') }]);
  expect(await reader.entries('s1')).toEqual([entry(1)]);
  expect(await reader.rows('roll', 's1')).toEqual([]);
  await reader.close();
  const later = await openSqliteReader({ folder });
  expect(await later.rows('roll', 's1')).toEqual([rollRow('k1')]);
  await later.close();
});

it('lets a reader read without a writer', async () => {
  const folder = await newFolder();
  const store = await openSqliteStore({ folder });
  await store.append('s1', 1, 0, [entry(1)], [{ table: 'session', insert: sessionRow() }]);
  await store.close();
  const reader = await openSqliteReader({ folder });
  expect((await reader.lessons(true)).map((lesson) => lesson.session)).toEqual(['s1']);
  await reader.close();
});

it('tells a reader that there is nothing to read', async () => {
  const folder = await newFolder();
  await expect(openSqliteReader({ folder })).rejects.toThrow(NoRecord);
  new SqliteDatabase(join(folder, recordFile)).exec('create table other (a)').close();
  await expect(openSqliteReader({ folder })).rejects.toThrow(NoRecord);
});
