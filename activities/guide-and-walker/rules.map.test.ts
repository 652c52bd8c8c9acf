import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rngFor } from '../_kit/rng.ts';
import { cellBeside, groundAt, groundsOf, layMap, rowOf, stripOf, trailTo, ways } from './rules.map.ts';
import { mapSizes } from './rules.state.ts';

const seeds = fc.integer({ min: 0, max: 0x7fff_ffff });
const sizes = fc.constantFrom(...Object.values(mapSizes));

/** Steps of a shortest way from the start to the treasure; null where there is none. */
function stepsToTreasure({ rows, start }: ReturnType<typeof layMap>, size: number): number | null {
  const steps = new Map([[start, 0]]);
  for (const [cell, count] of steps) {
    if (groundAt(rows, size, cell) === 'treasure') return count;
    for (const way of ways) {
      const next = cellBeside(size, cell, way);
      if (next === null || steps.has(next) || groundAt(rows, size, next) === 'closed') continue;
      steps.set(next, count + 1);
    }
  }
  return null;
}

describe('a secret map', () => {
  it('can be walked from start to treasure, through every row, in a walk of a child’s length', () => {
    fc.assert(
      fc.property(seeds, sizes, (seed, size) => {
        const map = layMap(size, rngFor(seed, 0));
        const steps = stepsToTreasure(map, size);
        expect(steps).toBeGreaterThanOrEqual(size - 1);
        expect(steps).toBeLessThanOrEqual(size - 1 + 2 * size);
        const treasure = map.rows.findIndex((word) => groundsOf(word).includes('treasure'));
        expect([0, size - 1]).toContain(treasure);
        expect(Math.floor(map.start / size)).toBe(size - 1 - treasure);
      }),
    );
  });

  it('has one treasure and one word a row, all different', () => {
    fc.assert(
      fc.property(seeds, sizes, (seed, size) => {
        const { rows } = layMap(size, rngFor(seed, 0));
        expect(rows.map(rowOf)).toEqual(Array.from({ length: size }, (_, row) => row));
        expect(rows.flatMap(groundsOf).filter((ground) => ground === 'treasure')).toHaveLength(1);
        for (const word of rows) expect(groundsOf(word)).toHaveLength(size);
        expect(new Set(rows).size).toBe(size);
      }),
    );
  });

  it('needs its guides: in fewer than one of ten is the straight way open, and something is always closed', () => {
    const maps = Array.from({ length: 400 }, (_, seed) => layMap(5, rngFor(seed, 0)));
    const straight = maps.filter((map) => {
      const column = map.start % 5;
      return map.rows.every((word) => groundsOf(word)[column] !== 'closed') && stepsToTreasure(map, 5) === 4;
    });
    expect(straight.length).toBeLessThan(40);
    expect(maps.every(({ rows }) => rows.flatMap(groundsOf).includes('closed'))).toBe(true);
  });

  it('is dealt in stretches that together are the whole map', () => {
    const rows = layMap(6, rngFor(1, 0)).rows;
    for (let parts = 1; parts <= 6; parts += 1) {
      const strips = Array.from({ length: parts }, (_, index) => stripOf(rows, parts, index));
      expect(strips.flat()).toEqual(rows);
      const lengths = strips.map(({ length }) => length);
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
    }
  });
});

describe('a trail', () => {
  it('leaves out a way that was walked back', () => {
    expect(trailTo([7, 4], 5)).toEqual([7, 4, 5]);
    expect(trailTo([7, 4, 5, 2], 4)).toEqual([7, 4]);
    expect(trailTo([7, 4], 7)).toEqual([7]);
  });
});

describe('an arrow', () => {
  it('leads to the cell beside, and nowhere over the edge', () => {
    expect(ways.map((way) => cellBeside(3, 4, way))).toEqual([1, 7, 3, 5]);
    expect(ways.map((way) => cellBeside(3, 0, way))).toEqual([null, 3, null, 1]);
    expect(ways.map((way) => cellBeside(3, 8, way))).toEqual([5, null, 7, null]);
  });
});
