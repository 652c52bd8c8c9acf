/**
 * Who follows whom. A sequence comes as unbroken stretches of codes, since across a break (a pause, a guest's turn)
 * nothing follows. Matrices are square: rows from, columns to, both in the order of `codes`.
 */
import { sum } from 'simple-statistics';

export type Matrix = readonly (readonly number[])[];
export type Pair = readonly [from: string, to: string];

/** Below this an expected count is too small for a normal approximation. Cochran (1954). */
export const enoughExpected = 5;

/** Codes that repeat are merged into one, so that no code follows itself. */
export function merged(stretches: readonly (readonly string[])[]): string[][] {
  return stretches.map((stretch) => stretch.filter((code, index) => code !== stretch[index - 1]));
}

/** Each code with the next, within its stretch. */
export function pairsOf(stretches: readonly (readonly string[])[]): Pair[] {
  return stretches.flatMap((stretch) =>
    stretch.slice(1).map((code, index): Pair => [stretch[index] ?? '', code]),
  );
}

/** How often each code follows each. Pairs of other codes are not counted. Bakeman & Gottman (1997). */
export function transitionCounts(codes: readonly string[], pairs: readonly Pair[]): number[][] {
  const place = new Map(codes.map((code, index) => [code, index]));
  const counts = codes.map(() => codes.map(() => 0));
  for (const [from, to] of pairs) {
    const row = counts[place.get(from) ?? -1];
    const column = place.get(to);
    if (row !== undefined && column !== undefined) row[column] = (row[column] ?? 0) + 1;
  }
  return counts;
}

/** count ÷ row total: how likely each code is next. 0 … 1; null in a row that nothing follows. */
export function rowProbabilities(counts: Matrix): (number | null)[][] {
  return counts.map((row) => {
    const all = sum([...row]);
    return row.map((count) => (all === 0 ? null : count / all));
  });
}

const rowSums = (matrix: Matrix): number[] => matrix.map((row) => sum([...row]));
const columnSums = (matrix: Matrix): number[] =>
  matrix.map((_, column) => sum(matrix.map((row) => row[column] ?? 0)));

/**
 * Expected counts if the next code did not depend on this one, given how often each is left and reached.
 * With `self` possible: row total × column total ÷ n. Else the diagonal is structurally 0 and the rest comes from
 * iterative proportional fitting (quasi-independence). Goodman (1968).
 */
export function expectedCounts(counts: Matrix, self: boolean): number[][] {
  const rows = rowSums(counts);
  const columns = columnSums(counts);
  const n = sum(rows);
  if (self) return rows.map((row) => columns.map((column) => (n === 0 ? 0 : (row * column) / n)));
  const start = counts.map((row, i) => row.map((_, j) => (i === j ? 0 : 1)));
  return fitted(start, rows, columns);
}

/** A fit that moves less than this has arrived; one that has not by then lies at the edge and is near enough. */
const settled = 1e-10;
const mostRounds = 2000;

function fitted(start: Matrix, rows: readonly number[], columns: readonly number[]): number[][] {
  let matrix = start.map((row) => [...row]);
  for (let round = 0; round < mostRounds; round += 1) {
    const before = matrix;
    matrix = scaled(matrix, rowSums(matrix), rows);
    matrix = transposed(scaled(transposed(matrix), columnSums(matrix), columns));
    if (furthest(before, matrix) < settled) break;
  }
  return matrix;
}

function scaled(matrix: Matrix, have: readonly number[], want: readonly number[]): number[][] {
  return matrix.map((row, i) => {
    const all = have[i] ?? 0;
    const factor = all === 0 ? 0 : (want[i] ?? 0) / all;
    return row.map((value) => value * factor);
  });
}

const transposed = (matrix: Matrix): number[][] => matrix.map((_, j) => matrix.map((row) => row[j] ?? 0));

const furthest = (a: Matrix, b: Matrix): number =>
  Math.max(0, ...a.flatMap((row, i) => row.map((value, j) => Math.abs(value - (b[i]?.[j] ?? 0)))));

/**
 * Adjusted residuals (observed − expected) ÷ its standard error: about standard normal where every expected count is
 * ≥ 5, and shown only there. With `self`: √(e·(1 − row ÷ n)·(1 − column ÷ n)), Haberman (1973). Else the same for the
 * quasi-independence model, √(e·(1 − h)) with h the leverage of the cell in it. Null in structural zeros, and where
 * the model leaves no room (standard error 0).
 */
export function adjustedResiduals(counts: Matrix, expected: Matrix, self: boolean): (number | null)[][] {
  const leverage = self ? independenceLeverage(counts) : quasiLeverage(expected);
  return counts.map((row, i) =>
    row.map((count, j) => {
      const e = expected[i]?.[j] ?? 0;
      const room = 1 - (leverage[i]?.[j] ?? 1);
      if ((!self && i === j) || e === 0 || room < 1e-9) return null;
      return (count - e) / Math.sqrt(e * room);
    }),
  );
}

function independenceLeverage(counts: Matrix): number[][] {
  const n = sum(rowSums(counts));
  const columns = columnSums(counts);
  return rowSums(counts).map((row) => columns.map((column) => 1 - (1 - row / n) * (1 - column / n)));
}

/**
 * Diagonal of W^½·X·(XᵀWX)⁻·Xᵀ·W^½ for the log-linear model with one effect for each row and column, W the expected
 * counts. X has two ones in a row, so XᵀWX is the bordered matrix of margins and expected counts.
 */
function quasiLeverage(expected: Matrix): number[][] {
  const k = expected.length;
  const rows = rowSums(expected);
  const columns = columnSums(expected);
  const normal = Array.from({ length: 2 * k }, (_, a) =>
    Array.from({ length: 2 * k }, (__, b) => {
      if (a === b) return (a < k ? rows[a] : columns[a - k]) ?? 0;
      if (a < k === b < k) return 0;
      return (a < k ? expected[a]?.[b - k] : expected[b]?.[a - k]) ?? 0;
    }),
  );
  const inverse = generalizedInverse(normal);
  const at = (a: number, b: number) => inverse[a]?.[b] ?? 0;
  return expected.map((row, i) => row.map((e, j) => e * (at(i, i) + 2 * at(i, k + j) + at(k + j, k + j))));
}

/** By sweeping; a pivot of (nearly) 0 is passed over, which leaves an inverse that serves every estimable sum. */
function generalizedInverse(matrix: Matrix): number[][] {
  const swept = matrix.map((row) => [...row]);
  const done = new Set<number>();
  for (let pivot = 0; pivot < swept.length; pivot += 1) {
    const diagonal = swept[pivot]?.[pivot] ?? 0;
    if (diagonal > 1e-9 * Math.max(1, matrix[pivot]?.[pivot] ?? 0)) {
      sweep(swept, pivot, diagonal);
      done.add(pivot);
    }
  }
  return swept.map((row, i) => row.map((value, j) => (done.has(i) && done.has(j) ? value : 0)));
}

function sweep(matrix: number[][], pivot: number, diagonal: number): void {
  const across = [...(matrix[pivot] ?? [])];
  const down = matrix.map((row) => row[pivot] ?? 0);
  matrix.forEach((row, i) => {
    row.forEach((value, j) => {
      if (i === pivot && j === pivot) row[j] = 1 / diagonal;
      else if (i === pivot) row[j] = value / diagonal;
      else if (j === pivot) row[j] = -value / diagonal;
      else row[j] = value - ((down[i] ?? 0) * (across[j] ?? 0)) / diagonal;
    });
  });
}

/** Every expected count off the structural zeros is ≥ 5; false for fewer than 3 codes, which leave nothing to test. */
export function isEnough(counts: Matrix, self: boolean): boolean {
  const k = counts.length;
  // A cheap bound first: a row whose total is below 5 for each of its cells cannot hold it, whatever the fit.
  const least = enoughExpected * (self ? k : k - 1);
  if (k < 3 || [...rowSums(counts), ...columnSums(counts)].some((margin) => margin < least)) return false;
  return expectedCounts(counts, self).every((row, i) =>
    row.every((e, j) => (!self && i === j) || e >= enoughExpected),
  );
}
