/** Whether events come in bursts: from their starts alone, in rising order, any unit. */
import { mean, standardDeviation } from 'simple-statistics';
import type { Measured } from './figure.ts';

/** From each time to the next. */
export function intervals(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? time));
}

/**
 * (σ − µ) ÷ (σ + µ) of the intervals, σ of the population; −1 (regular) … 1 (bursty), 0 for chance (Poisson).
 * `too_few` below 2 intervals, `no_variation` where all times are one. Goh & Barabási (2008).
 */
export function burstiness(lengths: readonly number[]): Measured {
  const r = relativeSpread(lengths);
  return typeof r === 'string' ? r : (r - 1) / (r + 1);
}

/**
 * The same for few intervals, where the plain one cannot reach 1: (√(n+1)·r − √(n−1)) ÷ ((√(n+1) − 2)·r + √(n−1)),
 * r = σ ÷ µ, n intervals; −1 … 1. Kim & Jo (2016).
 */
export function burstinessCorrected(lengths: readonly number[]): Measured {
  const r = relativeSpread(lengths);
  if (typeof r === 'string') return r;
  const n = lengths.length;
  const up = Math.sqrt(n + 1);
  const down = Math.sqrt(n - 1);
  return (up * r - down) / ((up - 2) * r + down);
}

function relativeSpread(lengths: readonly number[]): Measured {
  if (lengths.length < 2) return 'too_few';
  const average = mean([...lengths]);
  return average === 0 ? 'no_variation' : standardDeviation([...lengths]) / average;
}
