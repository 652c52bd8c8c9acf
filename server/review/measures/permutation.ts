import { rngFor } from '../../../activities/_kit/rng.ts';
import type { Rng } from '../../../activities/_kit/contract.ts';
import type { Measured } from './figure.ts';

/** Random orders behind a p: the least that p can be is 1 ÷ (permutations + 1). */
export const permutations = 499;
/** Fixed, so that the same facts give the same p on every machine and every day. */
const seed = 20_030_101;

/**
 * How often chance alone orders the same codes as unevenly as they were: p = (1 + b) ÷ (1 + m), with b of m random
 * orders whose Σ n²ᵢⱼ ÷ (mᵢ·mⱼ) reaches the observed one (nᵢⱼ transitions, mᵢ occurrences). 0 < p ≤ 1; `nothing`
 * without a pair, `too_few` below 3 codes: of two that never repeat the order says nothing.
 *
 * The orders keep the stretches' lengths and that no code follows itself. They come from a chain of random swaps and
 * reversals through the observed order, which stands at a random place in it; so p is exact however slowly the chain
 * forgets. Besag & Clifford (1989), serial method.
 *
 * @param stretches unbroken sequences without repeats (see merged).
 */
export function permutationP(stretches: readonly (readonly string[])[]): Measured {
  const numbers = new Map<string, number>();
  for (const code of stretches.flat()) if (!numbers.has(code)) numbers.set(code, numbers.size);
  const order = stretches.map((stretch) => stretch.map((code) => numbers.get(code) ?? 0));
  if (order.every((stretch) => stretch.length < 2)) return 'nothing';
  if (numbers.size < 3) return 'too_few';

  const rng = rngFor(seed, 0);
  const statistic = unevennessOf(order, numbers.size);
  const observed = lineOf(order);
  // The last bits of the same sum in another order are no difference.
  const least = statistic(observed) - 1e-9;
  const earlier = rng.int(permutations + 1);
  let reached = 0;
  // Every move is as likely as its reverse, so the chain backwards is one forwards, too.
  for (const draws of [earlier, permutations - earlier]) {
    const line = observed.slice();
    for (let draw = 0; draw < draws; draw += 1) {
      move(line, rng);
      if (statistic(line) >= least) reached += 1;
    }
  }
  return (1 + reached) / (1 + permutations);
}

/** Ends every stretch, and no code equals it: neighbours need no bounds. */
const gap = -1;

/** All stretches in one array, each between gaps. */
function lineOf(stretches: readonly (readonly number[])[]): Int32Array {
  return Int32Array.from([gap, ...stretches.flatMap((stretch) => [...stretch, gap])]);
}

/** Σ n²ᵢⱼ ÷ (mᵢ·mⱼ); what it is made with is used again, since it is asked hundreds of times. */
function unevennessOf(
  stretches: readonly (readonly number[])[],
  codes: number,
): (line: Int32Array) => number {
  const weight = new Float64Array(codes);
  for (const code of stretches.flat()) weight[code] = (weight[code] ?? 0) + 1;
  const counts = new Int32Array(codes * codes);
  return (line) => {
    let sum = 0;
    counts.fill(0);
    for (let place = 1; place < line.length; place += 1) {
      const from = line[place - 1] ?? gap;
      const to = line[place] ?? gap;
      if (from === gap || to === gap) continue;
      const cell = from * codes + to;
      const count = counts[cell] ?? 0;
      counts[cell] = count + 1;
      // (n + 1)² − n²: the sum of squares as it grows.
      sum += (2 * count + 1) / ((weight[from] ?? 1) * (weight[to] ?? 1));
    }
    return sum;
  };
}

/** One draw away: a swap for every fourth place, and a reversal. */
function move(line: Int32Array, rng: Rng): void {
  const size = line.length;
  for (let left = size >> 2; left >= 0; left -= 1) {
    // Both places from one random number, for these are most of the work.
    const both = rng.int(size * size);
    swap(line, Math.floor(both / size), both % size);
  }
  reverse(line, rng.int(size), rng.int(size));
}

function swap(line: Int32Array, a: number, b: number): void {
  if (line[a] === gap || line[b] === gap || line[a] === line[b]) return;
  exchange(line, a, b);
  if (clashes(line, a) || clashes(line, b)) exchange(line, a, b);
}

/** Turns a piece of one stretch round, where its ends then fit: what swaps alone cannot do in A B A B. */
function reverse(line: Int32Array, first: number, second: number): void {
  const from = Math.min(first, second);
  const to = Math.max(first, second);
  for (let place = from; place <= to; place += 1) if (line[place] === gap) return;
  if (line[from - 1] === line[to] || line[to + 1] === line[from]) return;
  for (let a = from, b = to; a < b; a += 1, b -= 1) exchange(line, a, b);
}

function exchange(line: Int32Array, a: number, b: number): void {
  const kept = line[a] ?? gap;
  line[a] = line[b] ?? gap;
  line[b] = kept;
}

function clashes(line: Int32Array, place: number): boolean {
  return line[place] === line[place - 1] || line[place] === line[place + 1];
}
