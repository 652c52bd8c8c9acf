/** Whether a file is a whole record of ours. */
import type { Database as Connection } from 'better-sqlite3';
import SqliteDatabase from 'better-sqlite3';
import { backupsIn, listBackups } from './backupFiles.ts';
import { DamagedRecord } from './errors.ts';
import { damaged } from './faults.ts';
import { applicationId } from './recordFile.ts';
import { migrations } from './migrate.ts';

/** `too_new`: whole, but written by a newer Circletime. */
export type Verdict = 'good' | 'damaged' | 'not_ours' | 'too_new';

/**
 * Looks through a whole file, every index against its table: some 100 MB a second. The file must not be in use.
 * Throws only what the file system says (no such file, no right to read).
 */
export function inspect(file: string): Verdict {
  try {
    const connection = new SqliteDatabase(file, { readonly: true, fileMustExist: true });
    try {
      return verdictOn(connection);
    } finally {
      connection.close();
    }
  } catch (error) {
    if (damaged(error)) return 'damaged';
    throw error;
  }
}

function verdictOn(connection: Connection): Verdict {
  const newest = newestMigration(connection);
  if (connection.pragma('application_id', { simple: true }) !== applicationId || newest === null)
    return 'not_ours';
  if (connection.pragma('integrity_check(1)', { simple: true }) !== 'ok') return 'damaged';
  return newest in migrations ? 'good' : 'too_new';
}

/** Null in a database that is not a record of ours, or not yet. */
function newestMigration(connection: Connection): string | null {
  const tables = connection.prepare(`select 1 from sqlite_schema where name = 'kysely_migration'`).pluck();
  if (tables.get() === undefined) return null;
  const newest = connection.prepare<[], string>('select max(name) from kysely_migration').pluck();
  return newest.get() ?? null;
}

/**
 * The check of every opening: the structure of every page, without comparing indices (some 400 MB a second). An empty
 * record beside backups of a fuller one has lost its file. A torn end of the write-ahead log is no damage: SQLite
 * leaves it out, and nothing in it was ever acknowledged.
 *
 * @throws DamagedRecord
 */
export function requireWhole(connection: Connection, folder: string): void {
  const whole = connection.pragma('quick_check(1)', { simple: true }) === 'ok';
  const lost = newestMigration(connection) === null && listBackups(backupsIn(folder)).length > 0;
  if (!whole || lost) throw new DamagedRecord(folder);
}
