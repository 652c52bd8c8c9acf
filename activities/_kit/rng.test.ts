import { describe, expect, it } from 'vitest';
import { rngFor } from './rng.ts';

const draws = (seed: number, step: number, count = 6): number[] => {
  const rng = rngFor(seed, step);
  return Array.from({ length: count }, () => rng.int(1000));
};

describe('rngFor', () => {
  it('draws the same numbers for the same seed and step in every engine', () => {
    expect(draws(1, 0)).toEqual(draws(1, 0));
    // Fixed: a change here would change the course of every logged run.
    expect(draws(20261, 3)).toEqual([682, 170, 157, 63, 411, 444]);
  });

  it('draws other numbers for another seed or step, also beyond 32 bits', () => {
    const streams = [draws(1, 0), draws(1, 1), draws(2, 0), draws(1 + 2 ** 32, 0), draws(-1, 0)];
    expect(new Set(streams.map((stream) => stream.join())).size).toBe(streams.length);
  });

  it('meets every result about equally often', () => {
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let seed = 0; seed < 7000; seed += 1) {
      const draw = rngFor(seed, 5).int(7);
      counts[draw] = (counts[draw] ?? 0) + 1;
    }
    // Six degrees of freedom; chi-square stays below 22.5 in 999 of 1000 fair generators. The seeds are fixed.
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(22.5);
  });

  it('shuffles without losing, adding or touching anything', () => {
    const items = Object.freeze([1, 2, 3, 4, 5]);
    expect(rngFor(3, 1).shuffle(items).sort()).toEqual([1, 2, 3, 4, 5]);
    expect(rngFor(3, 1).shuffle([])).toEqual([]);
  });

  it('refuses to draw from nothing', () => {
    expect(() => rngFor(1, 1).pick([])).toThrow(RangeError);
    expect(() => rngFor(1, 1).int(0)).toThrow(RangeError);
    expect(() => rngFor(1, 1).int(1.5)).toThrow(RangeError);
  });
});
