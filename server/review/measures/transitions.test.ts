import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rngFor } from '../../../activities/_kit/rng.ts';
import { permutationP, permutations } from './permutation.ts';
import {
  adjustedResiduals,
  expectedCounts,
  isEnough,
  merged,
  pairsOf,
  rowProbabilities,
  transitionCounts,
} from './transitions.ts';

const seed = Date.now() % 2 ** 31;
const codes = ['a', 'b', 'c', 'd'];
const stretches = fc
  .array(fc.array(fc.constantFrom(...codes), { maxLength: 30 }), { maxLength: 5 })
  .map(merged);

/** A walk over the codes in which nobody follows itself; `pull`: one in so many steps goes to the code after it. */
function walk(length: number, step: number, pull: number): string[] {
  const rng = rngFor(7, step);
  const line = [rng.int(codes.length)];
  while (line.length < length) {
    const last = line[line.length - 1] ?? 0;
    const jump = rng.int(pull) > 0 ? 1 : 1 + rng.int(codes.length - 1);
    line.push((last + jump) % codes.length);
  }
  return line.map((code) => codes[code] ?? 'a');
}

describe('counts and probabilities', () => {
  it('join nothing across a break', () => {
    expect(pairsOf([['a', 'b'], ['c'], ['a', 'c', 'b']])).toEqual([
      ['a', 'b'],
      ['a', 'c'],
      ['c', 'b'],
    ]);
  });

  it('merge turns of one child that follow one another, but not across a break', () => {
    expect(merged([['a', 'a', 'b', 'b', 'a'], ['a']])).toEqual([['a', 'b', 'a'], ['a']]);
  });

  it(`add up: rows to 1, cells to the pairs (seed ${seed})`, () => {
    fc.assert(
      fc.property(stretches, (all) => {
        const pairs = pairsOf(all);
        const counts = transitionCounts(codes, pairs);
        expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(pairs.length);
        counts.forEach((row, i) => expect(row[i]).toBe(0));
        for (const row of rowProbabilities(counts)) {
          const known = row.filter((share) => share !== null);
          if (known.length > 0) expect(known.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
        }
      }),
      { seed },
    );
  });
});

describe('expected counts and residuals', () => {
  it(`keep the margins, 0 where nothing can be, and finite numbers (seed ${seed})`, () => {
    fc.assert(
      fc.property(stretches, fc.boolean(), (all, self) => {
        const counts = transitionCounts(codes, pairsOf(all));
        const expected = expectedCounts(counts, self);
        for (const z of adjustedResiduals(counts, expected, self).flat()) {
          if (z !== null) expect(Number.isFinite(z)).toBe(true);
        }
        const columns = (matrix: readonly (readonly number[])[]) =>
          codes.map((_, j) => matrix.reduce((sum, row) => sum + (row[j] ?? 0), 0));
        // A margin that no table off the diagonal can have is met as nearly as can be; columns are fitted last.
        if (self || isEnough(counts, self)) {
          columns(expected).forEach((sum, j) => expect(sum).toBeCloseTo(columns(counts)[j] ?? 0, 6));
        }
        if (!self) expected.forEach((row, i) => expect(row[i]).toBe(0));
      }),
      { seed },
    );
  });

  it('stay within chance where the next is drawn by chance', () => {
    const line = walk(400, 1, 1);
    const counts = transitionCounts(codes, pairsOf([line]));
    expect(isEnough(counts, false)).toBe(true);
    const residuals = adjustedResiduals(counts, expectedCounts(counts, false), false).flat();
    expect(residuals.filter((z) => z !== null)).toHaveLength(12);
    // A random walk: about standard normal.
    for (const z of residuals) expect(Math.abs(z ?? 0)).toBeLessThan(4);
  });

  it('are not for few turns, nor for two children', () => {
    expect(isEnough(transitionCounts(codes, pairsOf([walk(40, 1, 1)])), false)).toBe(false);
    const two = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? 'a' : 'b'));
    expect(isEnough(transitionCounts(['a', 'b'], pairsOf([two])), false)).toBe(false);
  });
});

describe('the permutation p', () => {
  it('is small where each follows the same one, and the same at every call', () => {
    const line = walk(40, 2, 4);
    const p = permutationP([line]);
    expect(p).toBe(permutationP([line]));
    expect(p).toBeLessThan(0.05);
    expect(p).toBeGreaterThanOrEqual(1 / (permutations + 1));
  });

  it('is small by chance as often as it says', () => {
    const ps = Array.from({ length: 200 }, (_, step) => permutationP([walk(30, step, 1)]) as number);
    const below = (level: number) => ps.filter((p) => p <= level).length / ps.length;
    expect(below(0.05)).toBeLessThan(0.1);
    expect(below(0.5)).toBeGreaterThan(0.4);
    expect(below(0.5)).toBeLessThan(0.6);
  });

  it('says nothing without a pair, and too little with two children', () => {
    expect(permutationP([])).toBe('nothing');
    expect(permutationP([['a'], ['b']])).toBe('nothing');
    expect(permutationP([['a', 'b', 'a', 'b']])).toBe('too_few');
  });

  it(`lies in (0, 1] for any turns, broken anywhere (seed ${seed})`, () => {
    fc.assert(
      fc.property(stretches, (all) => {
        const p = permutationP(all);
        if (typeof p === 'number') {
          expect(p).toBeGreaterThan(0);
          expect(p).toBeLessThanOrEqual(1);
        }
      }),
      { seed, numRuns: 50 },
    );
  });
});
