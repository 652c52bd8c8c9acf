/** Why a data folder cannot be opened. The command line words each one; none carries a child's data. */

export class DataFolderBusy extends Error {
  readonly folder: string;
  constructor(folder: string) {
    super(`another Circletime is using ${folder}`);
    this.folder = folder;
  }
}

export class DataFolderNotWritable extends Error {
  readonly folder: string;
  constructor(folder: string, cause: unknown) {
    super(`cannot write to ${folder}`, { cause });
    this.folder = folder;
  }
}

/** Nothing to read there: no database, or one that no server has set up yet. */
export class NoRecord extends Error {
  readonly folder: string;
  constructor(folder: string) {
    super(`no record in ${folder}`);
    this.folder = folder;
  }
}

/** The record is not whole, or gone while backups of it are still there. */
export class DamagedRecord extends Error {
  readonly folder: string;
  constructor(folder: string) {
    super(`the record in ${folder} is damaged`);
    this.folder = folder;
  }
}

/** The disk has not even the little room that opening takes. */
export class DiskFull extends Error {
  readonly folder: string;
  constructor(folder: string, cause: unknown) {
    super(`no room to open ${folder}`, { cause });
    this.folder = folder;
  }
}

/** The data was written by a newer Circletime. Migrations go forward only. */
export class SchemaTooNew extends Error {
  readonly found: string;
  constructor(found: string) {
    super(`the data folder is of a newer version (${found})`);
    this.found = found;
  }
}

/** The data was last opened by an older Circletime for writing, and who only reads cannot bring it up to date. */
export class SchemaTooOld extends Error {
  readonly folder: string;
  constructor(folder: string) {
    super(`the record in ${folder} is of an older version`);
    this.folder = folder;
  }
}

export class SqliteTooOld extends Error {
  readonly found: string;
  readonly needed: string;
  constructor(found: string, needed: string) {
    super(`SQLite ${found} is older than ${needed}`);
    this.found = found;
    this.needed = needed;
  }
}

/** The engine does not keep what it acknowledges: `synchronous` or the journal mode did not hold. */
export class NotDurable extends Error {
  constructor(found: string) {
    super(`SQLite does not write durably (${found})`);
  }
}
