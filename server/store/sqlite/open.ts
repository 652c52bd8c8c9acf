import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database as Connection } from 'better-sqlite3';
import SqliteDatabase from 'better-sqlite3';
import { Kysely } from 'kysely';
import type { ExportStore, LogStore, PeopleStore, ReviewStore, Store } from '../port.ts';
import { accessStore } from '../sql/access.ts';
import type { Database } from '../sql/database.ts';
import { exportStore } from '../sql/exports.ts';
import { logReads, logStore } from '../sql/log.ts';
import { peopleReads, peopleStore } from '../sql/people.ts';
import { reviewStore } from '../sql/review.ts';
import { savingWith } from '../sql/saving.ts';
import { hotWrites } from './append.ts';
import type { HotWrites } from './append.ts';
import { requireWhole } from './damage.ts';
import { StoreDialect } from './dialect.ts';
import { makeDurable, requireDurable, requireSqlite, sqliteVersion, synchronous } from './durability.ts';
import { DamagedRecord, DataFolderNotWritable, DiskFull, NoRecord, SchemaTooOld } from './errors.ts';
import { damaged, diskFull, refusedFile } from './faults.ts';
import { groupCommit } from './groupCommit.ts';
import { holdFolder } from './lock.ts';
import { migrate, refuseNewer, schemaVersion, upToDate } from './migrate.ts';
import { applicationId, recordFile } from './recordFile.ts';
import { finishRestore } from './restore.ts';

export { recordFile };

export type SqliteStore = Store & HotWrites;

/** Reads of the record beside a running server, or without one. One snapshot from the first read to `close`. */
export interface RecordReader
  extends
    Pick<LogStore, 'entries' | 'rows'>,
    Pick<PeopleStore, 'children' | 'classes' | 'consents' | 'members'>,
    Pick<ReviewStore, 'lessons' | 'lesson' | 'lessonRecord'> {
  close(): Promise<void>;
}

/** Writes what was exported into the record, beside a running server or without one. */
export interface ExportBooks extends ExportStore {
  close(): Promise<void>;
}

/**
 * Opens the record of a data folder for its one writer, makes the folder and the tables where they are
 * missing, and brings an older schema up to date.
 *
 * @throws DataFolderNotWritable, DataFolderBusy, DamagedRecord, DiskFull, SqliteTooOld, SchemaTooNew, NotDurable
 */
export async function openSqliteStore({ folder }: { readonly folder: string }): Promise<SqliteStore> {
  prepareFolder(folder);
  const release = writable(folder, () => holdFolder(folder));
  let connection: Connection | null = null;
  try {
    finishRestore(folder);
    connection = writable(folder, () => new SqliteDatabase(join(folder, recordFile)));
    requireSqlite(sqliteVersion(connection));
    requireWhole(connection, folder);
    makeDurable(connection);
    const db = kysely(connection);
    await migrate(db);
    connection.pragma(`application_id = ${applicationId}`);
    requireDurable(connection);
    return store(db, connection, release);
  } catch (error) {
    connection?.close();
    release();
    if (diskFull(error)) throw new DiskFull(folder, error);
    throw damaged(error) ? new DamagedRecord(folder) : error;
  }
}

/**
 * Opens the record for reading only; a writer may be at work on it.
 *
 * @throws NoRecord, SchemaTooNew, SchemaTooOld, SqliteTooOld
 */
export async function openSqliteReader({ folder }: { readonly folder: string }): Promise<RecordReader> {
  const { db } = await openExisting(folder, { readonly: true });
  const snapshot = await db.startTransaction().execute();
  const log = logReads(snapshot);
  const people = peopleReads(snapshot);
  return {
    ...log,
    ...people,
    ...reviewStore(snapshot, log, people),
    close: async () => {
      await snapshot.rollback().execute();
      await db.destroy();
    },
  };
}

/**
 * Opens the record for what an export writes: a key and a line, each in one short transaction of its own, so that a
 * lesson's writer waits for them no longer than for the disk. It never touches what lessons read.
 *
 * @throws NoRecord, SchemaTooNew, SchemaTooOld, SqliteTooOld
 */
export async function openExportBooks({ folder }: { readonly folder: string }): Promise<ExportBooks> {
  const { connection, db } = await openExisting(folder, { readonly: false });
  connection.pragma('synchronous = FULL');
  return { ...exportStore(db, savingWith(diskFull)), close: () => db.destroy() };
}

/** The record of a folder that has one, of this code's schema. */
async function openExisting(
  folder: string,
  { readonly }: { readonly readonly: boolean },
): Promise<{ readonly connection: Connection; readonly db: Kysely<Database> }> {
  const file = join(folder, recordFile);
  if (!existsSync(file)) throw new NoRecord(folder);
  const connection = new SqliteDatabase(file, { readonly, fileMustExist: true });
  try {
    requireSqlite(sqliteVersion(connection));
    const db = kysely(connection);
    if ((await schemaVersion(db)) === null) throw new NoRecord(folder);
    await refuseNewer(db);
    if (!(await upToDate(db))) throw new SchemaTooOld(folder);
    return { connection, db };
  } catch (error) {
    connection.close();
    throw error;
  }
}

function store(db: Kysely<Database>, connection: Connection, release: () => void): SqliteStore {
  const saving = savingWith(diskFull);
  const commits = groupCommit(connection);
  const log = logStore(db);
  const people = peopleStore(db, saving);
  return {
    ...log,
    ...people,
    ...accessStore(db, saving),
    ...reviewStore(db, log, people),
    ...exportStore(db, saving),
    ...hotWrites(connection, commits, saving),
    health: () =>
      Promise.resolve({
        engine: 'SQLite',
        version: sqliteVersion(connection),
        durability: `synchronous=${synchronous(connection)}`,
        commits: commits.commits(),
      }),
    close: async () => {
      await commits.drained();
      await db.destroy();
      release();
    },
  };
}

function kysely(connection: Connection): Kysely<Database> {
  return new Kysely<Database>({ dialect: new StoreDialect(connection) });
}

function prepareFolder(folder: string): void {
  try {
    // Names of children are in it: nobody else on this laptop may look.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new DataFolderNotWritable(folder, error);
  }
}

/** Opening a file that the system refuses is the folder's fault, not the record's. */
function writable<T>(folder: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (diskFull(error)) throw new DiskFull(folder, error);
    throw refusedFile(error) ? new DataFolderNotWritable(folder, error) : error;
  }
}
