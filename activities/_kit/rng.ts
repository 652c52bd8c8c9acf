/**
 * Seeded randomness for rules: the same seed and step give the same draws on every engine, because it uses
 * 32-bit integer operations only. Not for secrets.
 */
import type { Rng } from './contract.ts';

/**
 * The generator of one step. `seed` and `step` are integers; each step draws from a stream of its own, so that a
 * rule which draws once more changes no later step.
 */
export function rngFor(seed: number, step: number): Rng {
  const next = sfc32(seed, step);
  const int = (n: number): number => {
    if (!Number.isSafeInteger(n) || n < 1 || n > 0x1_0000_0000) throw new RangeError(`rng.int(${n})`);
    // Draws from the incomplete last stretch would favour small results: draw again.
    const end = 0x1_0000_0000 - (0x1_0000_0000 % n);
    let draw = next();
    while (draw >= end) draw = next();
    return draw % n;
  };
  return {
    int,
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new RangeError('rng.pick of nothing');
      return items[int(items.length)] as T;
    },
    shuffle: <T>(items: readonly T[]): T[] => {
      const left = items.slice();
      const shuffled: T[] = [];
      while (left.length > 0) shuffled.push(...left.splice(int(left.length), 1));
      return shuffled;
    },
  };
}

/** sfc32 ("small fast counter", from PractRand by C. Doty-Humphrey): unsigned 32-bit draws, period ≥ 2^32. */
function sfc32(seed: number, step: number): () => number {
  let a = seed | 0;
  let b = Math.floor(seed / 0x1_0000_0000) | 0;
  let c = step | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The first draws still show the seed; 15 rounds mix it (PractRand's own seeding uses 12 to 18).
  for (let round = 0; round < 15; round += 1) next();
  return next;
}
