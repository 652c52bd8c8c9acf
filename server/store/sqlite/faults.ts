/** SQLite's own words for what went wrong, by its result codes. */
import SqliteDatabase from 'better-sqlite3';

export function diskFull(error: unknown): boolean {
  return code(error) === 'SQLITE_FULL' || (error as NodeJS.ErrnoException | null)?.code === 'ENOSPC';
}

/** The file cannot be opened, or only for reading. */
export function refusedFile(error: unknown): boolean {
  return code(error).startsWith('SQLITE_CANTOPEN') || code(error).startsWith('SQLITE_READONLY');
}

/** Another connection holds the lock. */
export function busy(error: unknown): boolean {
  return code(error).startsWith('SQLITE_BUSY');
}

function code(error: unknown): string {
  return error instanceof SqliteDatabase.SqliteError ? error.code : '';
}
