import type { Database as Connection, Statement } from 'better-sqlite3';

export type Column = string | number | null;

export interface Statements {
  /** The statement of this text, compiled once per connection. Texts name tables and columns, never values. */
  of(text: string): Statement<Column[]>;
  insert(table: string, row: object): void;
  /** A row as it is to stand from now on, new or known by its key. */
  put(table: string, key: string, row: object): void;
}

interface Kept {
  readonly columns: readonly string[];
  readonly statement: Statement<Column[]>;
}

/**
 * Statements of the busiest path, kept compiled: making and compiling one costs more than running it.
 * There are as many as there are tables and sets of columns, so none is ever dropped.
 */
export function statements(connection: Connection): Statements {
  const byText = new Map<string, Statement<Column[]>>();
  const inserts = new Map<string, Kept>();
  const puts = new Map<string, Kept>();

  const of = (text: string): Statement<Column[]> => {
    const known = byText.get(text);
    if (known !== undefined) return known;
    const statement = connection.prepare<Column[]>(text);
    byText.set(text, statement);
    return statement;
  };

  /** Rows of a table nearly always come with the same columns, so the last statement of each is tried first. */
  function run(
    kept: Map<string, Kept>,
    table: string,
    row: object,
    textFor: (columns: string[]) => string,
  ): void {
    const columns = Object.keys(row);
    const last = kept.get(table);
    const values = Object.values(row) as Column[];
    if (last && isSame(last.columns, columns)) {
      last.statement.run(...values);
      return;
    }
    const statement = of(textFor(columns));
    kept.set(table, { columns, statement });
    statement.run(...values);
  }

  return {
    of,
    insert: (table, row) => run(inserts, table, row, (columns) => insertion(table, columns)),
    put: (table, key, row) =>
      run(puts, table, row, (columns) => {
        const updates = columns.map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(',');
        return `${insertion(table, columns)} on conflict (${quoted(key)}) do update set ${updates}`;
      }),
  };
}

export const quoted = (name: string): string => `"${name}"`;

function insertion(table: string, columns: readonly string[]): string {
  const places = columns.map(() => '?').join(',');
  return `insert into ${quoted(table)} (${columns.map(quoted).join(',')}) values (${places})`;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
