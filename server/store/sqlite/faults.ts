/** SQLite's own words for what went wrong, by its result codes. */
import SqliteDatabase from 'better-sqlite3';

/** The index of the write-ahead log (`…-shm`) has to grow, too, and says so in words of its own. */
const fullCodes = ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE'];

export function diskFull(error: unknown): boolean {
  const errno = (error as NodeJS.ErrnoException | null)?.code ?? '';
  return fullCodes.includes(code(error)) || errno === 'ENOSPC' || errno === 'EDQUOT';
}

/** The file is not what was written: a page makes no sense, or all of it is something else. */
export function damaged(error: unknown): boolean {
  return code(error).startsWith('SQLITE_CORRUPT') || code(error) === 'SQLITE_NOTADB';
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
