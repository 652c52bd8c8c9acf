/** k-anonymity (Sweeney 2002): among how many alike a person hides who is known by what the export tells of everybody. */

export interface Anonymity {
  /** Size of the smallest cell; null where there is no row. */
  readonly k: number | null;
  /** Rows in cells smaller than two: persons who are alone in what is told of them. */
  readonly alone: number;
}

/** @param rows for each person the values of the quasi-identifiers, in one order. */
export function anonymity(rows: readonly (readonly string[])[]): Anonymity {
  const cells = new Map<string, number>();
  for (const row of rows) {
    const cell = JSON.stringify(row);
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  const sizes = [...cells.values()];
  return {
    k: sizes.reduce<number | null>((least, size) => (least === null || size < least ? size : least), null),
    alone: sizes.filter((size) => size < 2).length,
  };
}
