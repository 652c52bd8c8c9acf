import type { Database as Connection } from 'better-sqlite3';
import type { DatabaseConnection, Driver } from 'kysely';
import { SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';

/**
 * SQLite's DDL is transactional, which Kysely's own adapter denies (for the sake of migrations that switch
 * foreign keys; we have none). Said here, so that a power cut during a migration leaves the old schema whole.
 */
class TransactionalDdl extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** A full disk makes SQLite roll back by itself; a second rollback would then hide why. */
class ForgivingRollback extends SqliteDriver {
  readonly #connection: Connection;
  constructor(connection: Connection) {
    super({ database: connection });
    this.#connection = connection;
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection.inTransaction) await super.rollbackTransaction(connection);
  }
}

export class StoreDialect extends SqliteDialect {
  readonly #connection: Connection;
  constructor(connection: Connection) {
    super({ database: connection });
    this.#connection = connection;
  }
  override createAdapter(): SqliteAdapter {
    return new TransactionalDdl();
  }
  override createDriver(): Driver {
    return new ForgivingRollback(this.#connection);
  }
}
