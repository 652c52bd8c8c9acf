/** The layouts of bars, curve, matrix and shifts: order, edges, and never a NaN. */
import { describe, expect, it } from 'vitest';
import { shiftCodes } from '../../wire/review.ts';
import type { ShiftMeasures } from '../../wire/review.ts';
import { barRows } from './bars.ts';
import { lorenzOf, lowerHalf } from './lorenz.ts';
import { shiftGroups } from './shifts.ts';
import { transitionCells, transitionPairs } from './transitions.ts';

describe('bars', () => {
  it('keep the order they are given in, whatever the amounts', () => {
    const rows = barRows('turns', [{ key: 'a', value: 1 }, { key: 'b', value: 4 }, { key: 'c', value: 2 }]); // prettier-ignore
    expect(rows.map(({ key, width, row }) => [key, width, row])).toEqual([['a', 25, 0], ['b', 100, 1], ['c', 50, 2]]); // prettier-ignore
  });

  it('have no length for none and for what is not defined, and can be seen for a little', () => {
    const rows = barRows('turns', [{ key: 'a', value: 0 }, { key: 'b', value: null }, { key: 'c', value: 1 }, { key: 'd', value: 9999 }]); // prettier-ignore
    expect(rows.map(({ width }) => width)).toEqual([0, 0, 0.8, 100]);
    expect(barRows('turns', [{ key: 'a', value: 0 }])[0]?.width).toBe(0);
    expect(barRows('turns', [])).toEqual([]);
  });
});

describe('the Lorenz curve', () => {
  it('goes from the lower left to the upper right inside its frame', () => {
    const { points, path, equal } = lorenzOf([[0, 0], [0.5, 0.1], [1, 1]], 200, 20); // prettier-ignore
    expect(points).toEqual([[20, 180], [100, 164], [180, 20]]); // prettier-ignore
    expect(path).toBe('M20,180L100,164L180,20');
    expect(equal).toBe('M20,180L180,20');
  });

  it('says what the less active half had, between two children too', () => {
    expect(lowerHalf([[0, 0], [0.5, 0.1], [1, 1]])).toBeCloseTo(0.1); // prettier-ignore
    expect(lowerHalf([[0, 0], [1 / 3, 0], [2 / 3, 0.4], [1, 1]])).toBeCloseTo(0.2); // prettier-ignore
    expect(lowerHalf([])).toBeNull();
  });
});

describe('the matrix of transitions', () => {
  const measures = { codes: ['a', 'b'], counts: [[0, 3], [1, 0]], residuals: null }; // prettier-ignore

  it('has a cell for each pair of two children and none on the diagonal', () => {
    const cells = transitionCells('t', measures);
    expect(cells.map((row) => row.map((cell) => cell?.count ?? null))).toEqual([[null, 3], [1, null]]); // prettier-ignore
    expect(cells[0]?.[1]).toMatchObject({ from: 'a', to: 'b', shade: 1, residual: null, sign: null });
  });

  it('marks more and less than chance only where residuals may be shown', () => {
    const residuals = [[null, 2.5], [-1.97, null]]; // prettier-ignore
    const signs = transitionCells('t', { ...measures, residuals }).flat();
    expect(signs.map((cell) => cell?.sign)).toEqual([undefined, 'more', 'less', undefined]);
  });

  it('becomes a list of what happened, and of nothing where nothing did', () => {
    expect(transitionPairs(measures)).toEqual([{ from: 'a', to: 'b', count: 3 }, { from: 'b', to: 'a', count: 1 }]); // prettier-ignore
    expect(transitionPairs({ codes: [], counts: [] })).toEqual([]);
    expect(transitionCells('t', { codes: [], counts: [], residuals: null })).toEqual([]);
  });
});

describe('participation shifts', () => {
  const counts = Object.fromEntries(shiftCodes.map((code) => [code, 0])) as ShiftMeasures['counts'];
  const families = { receiving: 4, claiming: 0, usurping: 0, continuing: 0, none: 2 };

  it('stand in families with every code once, in one scale', () => {
    const groups = shiftGroups('s', { n: 6, counts: { ...counts, 'AB-BA': 4, repeat: 2 }, families });
    expect(groups.flatMap(({ rows }) => rows.map(({ key }) => key)).sort()).toEqual([...shiftCodes].sort());
    const widths = groups.flatMap(({ rows }) => rows.filter(({ width }) => width > 0).map(({ key, width }) => [key, width])); // prettier-ignore
    expect(widths).toEqual([['AB-BA', 100], ['repeat', 50]]); // prettier-ignore
    expect(groups.map(({ count }) => count)).toEqual([4, 0, 0, 0, 2]);
  });
});
