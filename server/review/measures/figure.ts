import type { Figure, MissingReason } from '../../../src/wire/review.ts';
import { formulaId } from './formulas.ts';
import type { FormulaName } from './formulas.ts';

/** What a measure gives: its value, or why there is none. */
export type Measured = number | MissingReason;

/**
 * @param n how many things the value was made of.
 * @throws RangeError for a value that is no finite number: that is a fault of the formula, never a result.
 */
export function figure(name: FormulaName, n: number, measured: Measured): Figure {
  const formula = formulaId(name);
  if (typeof measured === 'string') return { value: null, n, reason: measured, formula };
  if (!Number.isFinite(measured)) throw new RangeError(`${formula}: ${measured}`);
  return { value: measured, n, reason: null, formula };
}

/** What a quotient is whose denominator may be 0. */
export function ratio(numerator: number, denominator: number, otherwise: MissingReason): Measured {
  return denominator === 0 ? otherwise : numerator / denominator;
}
