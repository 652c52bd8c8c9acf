/**
 * How equally something (turns, floor time) is spread over a roster. `values` are ≥ 0, one for each child of the
 * roster, silent children among them with 0. All ignore order and unit; all are `nothing` where the roster or the
 * total is empty.
 */
import { mean, standardDeviation, sum } from 'simple-statistics';
import type { LorenzPoint } from '../../../src/wire/review.ts';
import type { Measured } from './figure.ts';

type Values = readonly number[];

const total = (values: Values): number => sum([...values]);
const isEmpty = (values: Values): boolean => total(values) === 0;
/** Rounding may carry a bounded index past its bound by the last bit. */
const within = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** x ÷ Σx of each child; sums to 1. Null where Σx = 0; an empty roster has no shares. */
export function shares(values: Values): number[] | null {
  if (values.length === 0) return [];
  const all = total(values);
  return all === 0 ? null : values.map((value) => value / all);
}

/**
 * Lorenz curve: for k = 0 … n the share of children k ÷ n against the share of the k least values. From [0, 0] to
 * [1, 1], rising and convex; on the diagonal where all are equal. Null where Σx = 0. Lorenz (1905).
 */
export function lorenz(values: Values): LorenzPoint[] | null {
  if (isEmpty(values)) return null;
  const all = total(values);
  let below = 0;
  const rising = [...values]
    .sort((a, b) => a - b)
    .map((value, index): LorenzPoint => {
      below += value;
      return [(index + 1) / values.length, Math.min(1, below / all)];
    });
  return [[0, 0], ...rising.slice(0, -1), [1, 1]];
}

/**
 * Gini coefficient, Σ(2i − n − 1)·x₍ᵢ₎ ÷ (n·Σx) over the values in rising order. Index, 0 (equal) … (n − 1) ÷ n (one
 * has all). Gini (1912) in the form of Sen (1973).
 */
export function gini(values: Values): Measured {
  if (isEmpty(values)) return 'nothing';
  const n = values.length;
  const sorted = [...values].sort((a, b) => a - b);
  const weighted = sum(sorted.map((value, index) => (2 * (index + 1) - n - 1) * value));
  return within(0, weighted / (n * total(values)), (n - 1) / n);
}

/** Gini · n ÷ (n − 1), so that one who has all gives 1 in a roster of any size. `too_few` below 2. Deltas (2003). */
export function giniCorrected(values: Values): Measured {
  const plain = gini(values);
  if (typeof plain === 'string') return plain;
  const n = values.length;
  return n < 2 ? 'too_few' : within(0, (plain * n) / (n - 1), 1);
}

/** Shannon entropy −Σ p·ln p, in nats; 0 (one has all) … ln n. A share of 0 adds 0. Shannon (1948). */
export function shannon(values: Values): Measured {
  if (isEmpty(values)) return 'nothing';
  const all = total(values);
  return Math.max(
    0,
    -sum(values.filter((value) => value > 0).map((value) => (value / all) * Math.log(value / all))),
  );
}

/** H ÷ ln n over the whole roster; 0 … 1. `too_few` below 2 children. Pielou (1966). */
export function evennessRoster(values: Values): Measured {
  return evenness(values, values.length);
}

/** H ÷ ln S over the S children who took part; 0 … 1. `too_few` where fewer than 2 did. Pielou (1966). */
export function evennessObserved(values: Values): Measured {
  return evenness(values, values.filter((value) => value > 0).length);
}

function evenness(values: Values, kinds: number): Measured {
  const entropy = shannon(values);
  if (typeof entropy === 'string') return entropy;
  return kinds < 2 ? 'too_few' : within(0, entropy / Math.log(kinds), 1);
}

/** The greatest share; 1 ÷ n … 1. Berger & Parker (1970). */
export function maxShare(values: Values): Measured {
  return isEmpty(values) ? 'nothing' : Math.max(...values) / total(values);
}

/** Σ p²: the chance that two draws are of one child; 1 ÷ n … 1. Simpson (1949). */
export function dominance(values: Values): Measured {
  if (isEmpty(values)) return 'nothing';
  const all = total(values);
  return within(0, sum(values.map((value) => (value / all) ** 2)), 1);
}

/** 1 ÷ Σ p²: how many children who took part equally would give this dominance; 1 … n. Hill (1973). */
export function inverseSimpson(values: Values): Measured {
  const simpson = dominance(values);
  return typeof simpson === 'string' ? simpson : 1 / simpson;
}

/** (Σx)² ÷ (n·Σx²); 1 ÷ n … 1. Jain, Chiu & Hawe (1984). */
export function jain(values: Values): Measured {
  const simpson = dominance(values);
  return typeof simpson === 'string' ? simpson : within(0, 1 / (values.length * simpson), 1);
}

/** Children with more than 0 ÷ roster; 0 … 1. Stands where nobody took part (0); `nothing` for an empty roster. */
export function activeShare(values: Values): Measured {
  return values.length === 0 ? 'nothing' : values.filter((value) => value > 0).length / values.length;
}

/** Coefficient of variation: population SD ÷ mean; 0 … √(n − 1). The roster is the whole group, not a sample of it. */
export function variation(values: Values): Measured {
  return isEmpty(values) ? 'nothing' : standardDeviation([...values]) / mean([...values]);
}
