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
 * reversals that begins at the observed order. Besag & Clifford (1989).
 *
 * @param stretches unbroken sequences without repeats (see merged).
 */
export function permutationP(stretches: readonly (readonly string[])[]): Measured {
  const numbers = new Map<string, number>();
  for (const code of stretches.flat()) if (!numbers.has(code)) numbers.set(code, numbers.size);
  const order = stretches.map((stretch) => stretch.map((code) => numbers.get(code) ?? 0));
  if (order.every((stretch) => stretch.length < 2)) return 'nothing';
  if (numbers.size < 3) return 'too_few';

  const chain = chainFrom(order, numbers.size, rngFor(seed, 0));
  const observed = chain.unevenness();
  let reached = 0;
  for (let draw = 0; draw < permutations; draw += 1) {
    chain.move();
    // The last bits of the same sum in another order are no difference.
    if (chain.unevenness() >= observed - 1e-9) reached += 1;
  }
  return (1 + reached) / (1 + permutations);
}

interface Chain {
  unevenness(): number;
  move(): void;
}

/** All stretches in one array, each ended by −1, which no code equals: neighbours need no bounds. */
function chainFrom(stretches: readonly (readonly number[])[], codes: number, rng: Rng): Chain {
  const line = [-1, ...stretches.flatMap((stretch) => [...stretch, -1])];
  const places = line.flatMap((code, place) => (code < 0 ? [] : [place]));
  const at = (place: number): number => line[place] ?? -1;
  const totals = Array.from({ length: codes }, (_, code) => line.filter((other) => other === code).length);
  const counts = new Int32Array(codes * codes);
  const touched: number[] = [];

  const clashes = (place: number): boolean => at(place) === at(place - 1) || at(place) === at(place + 1);
  const exchange = (a: number, b: number): void => {
    const kept = at(a);
    line[a] = at(b);
    line[b] = kept;
  };
  const swap = (): void => {
    const a = places[rng.int(places.length)] ?? 0;
    const b = places[rng.int(places.length)] ?? 0;
    exchange(a, b);
    if (at(a) !== at(b) && (clashes(a) || clashes(b))) exchange(a, b);
  };
  /** Turns a piece of one stretch round, where its ends then fit: what swaps alone cannot do in A B A B. */
  const reverse = (): void => {
    const first = rng.int(places.length);
    const second = rng.int(places.length);
    const from = places[Math.min(first, second)] ?? 0;
    const to = places[Math.max(first, second)] ?? 0;
    for (let place = from; place <= to; place += 1) if (at(place) < 0) return;
    if (at(from - 1) === at(to) || at(to + 1) === at(from)) return;
    for (let a = from, b = to; a < b; a += 1, b -= 1) exchange(a, b);
  };

  return {
    unevenness: () => {
      for (let place = 1; place < line.length; place += 1) {
        if (at(place) < 0 || at(place - 1) < 0) continue;
        const cell = at(place - 1) * codes + at(place);
        if (counts[cell] === 0) touched.push(cell);
        counts[cell] = (counts[cell] ?? 0) + 1;
      }
      let sum = 0;
      for (const cell of touched) {
        const count = counts[cell] ?? 0;
        sum += (count * count) / ((totals[Math.floor(cell / codes)] ?? 1) * (totals[cell % codes] ?? 1));
        counts[cell] = 0;
      }
      touched.length = 0;
      return sum;
    },
    move: () => {
      for (let step = 0; step < places.length; step += 1) swap();
      reverse();
    },
  };
}
