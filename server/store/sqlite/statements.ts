import type { Database as Connection, Statement } from 'better-sqlite3';

export type Column = string | number | null;

export interface Statements {
  /** The statement of this text, compiled once per connection. Texts name tables and columns, never values. */
  of(text: string): Statement<Column[]>;
  insert(table: string, row: object): void;
  /** A row as it is to stand from now on, new or known by its key. */
  put(table: string, key: string, row: object): void;
}

/**
 * Statements of the busiest path, kept compiled: making and compiling one costs more than running it.
 * There are as many as there are tables and sets of columns, so none is ever dropped.
 */
export function statements(connection: Connection): Statements {
  const kept = new Map<string, Statement<Column[]>>();
  const of = (text: string): Statement<Column[]> => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const statement = connection.prepare<Column[]>(text);
    kept.set(text, statement);
    return statement;
  };
  const insertion = (table: string, columns: readonly string[]): string =>
    `insert into ${quoted(table)} (${columns.map(quoted).join(',')}) values (${columns.map(() => '?').join(',')})`;
  const values = (row: object): Column[] => Object.values(row) as Column[];
  return {
    of,
    insert: (table, row) => void of(insertion(table, Object.keys(row))).run(...values(row)),
    put: (table, key, row) => {
      const columns = Object.keys(row);
      const updates = columns.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(',');
      const text = `${insertion(table, columns)} on conflict (${quoted(key)}) do update set ${updates}`;
      of(text).run(...values(row));
    },
  };
}

export const quoted = (name: string): string => `"${name}"`;
