/** Looks for words that must not stand where they do not belong, in every table of a data folder. */
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';

export interface Sighting {
  readonly table: string;
  readonly column: string;
  readonly needle: string;
  readonly rows: number;
}

/** Where children are known by their names: a guest may stand in these and in no other. */
const peopleTables: readonly string[] = ['child', 'member', 'consent', 'roll'];

/**
 * Every table and column in which a needle occurs, anywhere in a cell; upper and lower case are different.
 * Reads beside a running server. The tables are taken from the schema, so a new one is searched by itself.
 */
export function findCanaries(folder: string, needles: readonly string[]): Sighting[] {
  const db = new SqliteDatabase(join(folder, 'circletime.db'), { readonly: true, fileMustExist: true });
  try {
    const columns = db
      .prepare<[], { table: string; column: string }>(
        `select t.name as "table", c.name as "column" from sqlite_schema t, pragma_table_info(t.name) c
         where t.type = 'table' order by t.name, c.cid`,
      )
      .all();
    return columns.flatMap(({ table, column }) => {
      const count = db
        .prepare<[string], number>(
          `select count(*) from "${table}" where instr(cast("${column}" as text), ?) > 0`,
        )
        .pluck();
      return needles.flatMap((needle) => {
        const rows = count.get(needle) ?? 0;
        return rows === 0 ? [] : [{ table, column, needle, rows }];
      });
    });
  } finally {
    db.close();
  }
}

/** Sightings outside the tables that may know the child. */
export function strayCanaries(folder: string, needles: readonly string[]): Sighting[] {
  return findCanaries(folder, needles).filter(({ table }) => !peopleTables.includes(table));
}
