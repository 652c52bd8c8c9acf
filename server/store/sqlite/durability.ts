import type { Database as Connection } from 'better-sqlite3';
import { NotDurable, SqliteTooOld } from './errors.ts';

/** Below this, a WAL reset racing a checkpoint could corrupt a database (fixed in 3.51.3). */
const oldestSqlite = '3.51.3';
/** `synchronous` FULL: a commit returns only after its WAL frames are synced. */
const FULL = 2;

/** @throws SqliteTooOld */
export function requireSqlite(version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [needMajor = 0, needMinor = 0, needPatch = 0] = oldestSqlite.split('.').map(Number);
  const behind = major - needMajor || minor - needMinor || patch - needPatch;
  if (!(behind >= 0)) throw new SqliteTooOld(version, oldestSqlite);
}

export function sqliteVersion(connection: Connection): string {
  return connection.prepare<[], string>('select sqlite_version()').pluck().get() ?? '';
}

/** The level as the live connection has it now: 2 is FULL. */
export function synchronous(connection: Connection): number {
  return connection.pragma('synchronous', { simple: true }) as number;
}

/** WAL, so that exports read beside the writer; FULL, so that what was acknowledged survives a power cut. */
export function makeDurable(connection: Connection): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
}

/**
 * Reads both settings back. To be called after the first write: this build is compiled with
 * `DEFAULT_WAL_SYNCHRONOUS=1`, which lowers an unset level to NORMAL when a WAL is first used.
 *
 * @throws NotDurable
 */
export function requireDurable(connection: Connection): void {
  const mode = connection.pragma('journal_mode', { simple: true }) as string;
  const level = synchronous(connection);
  if (mode !== 'wal' || level !== FULL) {
    throw new NotDurable(`journal_mode=${mode} synchronous=${level}`);
  }
}
