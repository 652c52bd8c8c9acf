/** How far two observers agree. A confusion matrix has the first observer's codes in rows, the second's in columns. */
import { sum } from 'simple-statistics';
import { ratio } from './figure.ts';
import type { Measured } from './figure.ts';
import type { Matrix } from './transitions.ts';

const size = (matrix: Matrix): number => sum(matrix.map((row) => sum([...row])));

/** Agreed ÷ all; 0 … 1. `nothing` of no samples. Chance is not taken out. */
export function percentAgreement(matrix: Matrix): Measured {
  return ratio(sum(matrix.map((row, i) => row[i] ?? 0)), size(matrix), 'nothing');
}

/** What two observers with these totals would agree on by chance; 0 … 1. `nothing` of no samples. */
export function chanceAgreement(matrix: Matrix): Measured {
  const n = size(matrix);
  return n === 0 ? 'nothing' : sum(matrix.map((_, i) => rowSum(matrix, i) * columnSum(matrix, i))) / (n * n);
}

const rowSum = (matrix: Matrix, i: number): number => sum([...(matrix[i] ?? [])]);
const columnSum = (matrix: Matrix, j: number): number => sum(matrix.map((row) => row[j] ?? 0));

/** (po − pe) ÷ (1 − pe); −1 … 1. `no_variation` where chance agreement is 1: both used one code only. Cohen (1960). */
export function kappa(matrix: Matrix): Measured {
  return weightedKappa(matrix, (i, j) => (i === j ? 0 : 1));
}

/** Kappa for ordered codes: a disagreement weighs (i − j)². Cohen (1968). */
export function kappaQuadratic(matrix: Matrix): Measured {
  return weightedKappa(matrix, (i, j) => (i - j) ** 2);
}

function weightedKappa(matrix: Matrix, weight: (i: number, j: number) => number): Measured {
  const n = size(matrix);
  if (n === 0) return 'nothing';
  const over = (cell: (i: number, j: number) => number) =>
    sum(matrix.flatMap((row, i) => row.map((_, j) => weight(i, j) * cell(i, j))));
  const observed = over((i, j) => matrix[i]?.[j] ?? 0);
  const byChance = over((i, j) => (rowSum(matrix, i) * columnSum(matrix, j)) / n);
  return byChance === 0 ? 'no_variation' : 1 - observed / byChance;
}

/** Prevalence- and bias-adjusted kappa for two codes, 2·po − 1; −1 … 1. Byrt, Bishop & Carlin (1993). */
export function pabak(matrix: Matrix): Measured {
  const po = percentAgreement(matrix);
  return typeof po === 'string' ? po : 2 * po - 1;
}

/** Both saw it ÷ either saw it; 0 … 1. First code: it occurred. `nothing` where neither did. Hawkins & Dotson (1975). */
export function occurrenceAgreement(matrix: Matrix): Measured {
  return agreementOn(matrix, 0);
}

/** Neither saw it ÷ not both saw it; 0 … 1. Second code: it did not occur. Hawkins & Dotson (1975). */
export function nonoccurrenceAgreement(matrix: Matrix): Measured {
  return agreementOn(matrix, 1);
}

function agreementOn(matrix: Matrix, code: number): Measured {
  const both = matrix[code]?.[code] ?? 0;
  return ratio(both, rowSum(matrix, code) + columnSum(matrix, code) - both, 'nothing');
}

export interface Matched {
  readonly matched: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

/** Point events one to one in the order of time, at most `tolerance` apart. */
export function matchPoints(first: readonly number[], second: readonly number[], tolerance: number): Matched {
  const a = [...first].sort((x, y) => x - y);
  const b = [...second].sort((x, y) => x - y);
  let matched = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const apart = (a[i] ?? 0) - (b[j] ?? 0);
    if (Math.abs(apart) <= tolerance) {
      matched += 1;
      i += 1;
      j += 1;
    } else if (apart < 0) i += 1;
    else j += 1;
  }
  return { matched, onlyFirst: a.length - matched, onlySecond: b.length - matched };
}

/** Matched ÷ (matched + only one saw it); 0 … 1. `nothing` without events. Bakeman & Gottman (1997). */
export function pointAgreement({ matched, onlyFirst, onlySecond }: Matched): Measured {
  return ratio(matched, matched + onlyFirst + onlySecond, 'nothing');
}

export type Coded = readonly [start: number, stop: number, code: string];

/**
 * The confusion matrix of two codings of one session, sampled at the middle of each unit of time. Spans are half-open.
 * `rest` is the code of what has none; the last of `codes`. Bakeman & Gottman (1997).
 */
export function timeUnitMatrix(
  first: readonly Coded[],
  second: readonly Coded[],
  { length, unit, codes, rest }: { length: number; unit: number; codes: readonly string[]; rest: string },
): number[][] {
  const matrix = codes.map(() => codes.map(() => 0));
  const codeAt = (coded: readonly Coded[], time: number) =>
    coded.find(([start, stop]) => start <= time && time < stop)?.[2] ?? rest;
  for (let index = 0; index < Math.floor(length / unit); index += 1) {
    const time = (index + 0.5) * unit;
    const row = matrix[codes.indexOf(codeAt(first, time))];
    const column = codes.indexOf(codeAt(second, time));
    if (row?.[column] !== undefined) row[column] += 1;
  }
  return matrix;
}
