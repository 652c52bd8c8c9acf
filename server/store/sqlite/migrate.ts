import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import type { Database } from '../sql/database.ts';
import { SchemaTooNew } from './errors.ts';
import { foundation } from './migrations/0001-foundation.ts';
import { review } from './migrations/0002-review.ts';

/** In order of their names. A landed migration is never edited; a change is a new one. */
export const migrations = { '0001-foundation': foundation, '0002-review': review };

/** The newest migration that stands in the database; null in an empty one. */
export async function schemaVersion(db: Kysely<Database>): Promise<string | null> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === DEFAULT_MIGRATION_TABLE)) return null;
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name desc limit 1`.execute(db);
  return rows[0]?.name ?? null;
}

/** @throws SchemaTooNew when the database has a migration that this code does not know. */
export async function refuseNewer(db: Kysely<Database>): Promise<void> {
  const version = await schemaVersion(db);
  if (version !== null && !(version in migrations)) throw new SchemaTooNew(version);
}

/** Whether the database has every migration of this code. */
export async function upToDate(db: Kysely<Database>): Promise<boolean> {
  return (await schemaVersion(db)) === Object.keys(migrations).sort().at(-1);
}

/** Brings the schema to this code's. Forward only; all pending migrations in one transaction. */
export async function migrate(db: Kysely<Database>): Promise<void> {
  await refuseNewer(db);
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  }).migrateToLatest();
  if (error !== undefined) throw new Error('the schema could not be brought up to date', { cause: error });
}
