/** Who took the turn after whom, as a matrix with counts. What may be said beyond counts is decided by the measures. */
import type { TransitionMeasures } from '../../wire/review.ts';
import type { Mark } from './marks.ts';

/** Adjusted residuals beyond this are marked: one in twenty by chance. */
const notable = 1.96;

export interface TransitionCell extends Mark {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** Ground of the cell, 0 … 1 of the largest count. */
  readonly shade: number;
  /** Null unless the counts allow it. */
  readonly residual: number | null;
  /** More or less often than the numbers of turns alone would give; null where nothing may be said. */
  readonly sign: 'more' | 'less' | null;
}

export interface TransitionPair {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** Rows of cells, the diagonal as null: turns of one child in a row were merged, so nobody follows itself. */
export function transitionCells(
  prefix: string,
  { codes, counts, residuals }: Pick<TransitionMeasures, 'codes' | 'counts' | 'residuals'>,
): readonly (readonly (TransitionCell | null)[])[] {
  const most = Math.max(1, ...counts.flat());
  return codes.map((from, row) =>
    codes.map((to, column): TransitionCell | null => {
      if (row === column) return null;
      const count = counts[row]?.[column] ?? 0;
      const residual = residuals?.[row]?.[column] ?? null;
      const sign = residual === null || Math.abs(residual) < notable ? null : residual > 0 ? 'more' : 'less';
      return {
        id: `${prefix}.${row}-${column}`,
        row,
        at: column,
        from,
        to,
        count,
        shade: count / most,
        residual,
        sign,
      };
    }),
  );
}

/** What happened at least once, in the order of the matrix: what a large matrix becomes on paper. */
export function transitionPairs({
  codes,
  counts,
}: Pick<TransitionMeasures, 'codes' | 'counts'>): readonly TransitionPair[] {
  return codes.flatMap((from, row) =>
    codes.flatMap((to, column) => {
      const count = counts[row]?.[column] ?? 0;
      return row === column || count === 0 ? [] : [{ from, to, count }];
    }),
  );
}
