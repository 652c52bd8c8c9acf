import { describe, expect, it } from 'vitest';
import { rngFor } from '../../_kit/rng.ts';
import { groundsOf, layMap } from '../rules.map.ts';
import type { Field } from '../rules.ts';
import { drawnCells, lineOf } from './picture.ts';

const field: Field = { size: 3, at: 4, trail: [7, 4], closed: [5], met: 5, step: 3 };

describe('the picture of a walk', () => {
  it('shows what was walked and what was met, and fog over all the rest', () => {
    expect(drawnCells(field, [])).toEqual([
      ...['fog', 'fog', 'fog'],
      ...['fog', 'free', 'closed'],
      ...['fog', 'free', 'fog'],
    ]);
  });

  it('shows a guide the rows it knows, by their own numbers', () => {
    expect(drawnCells(field, ['0:.o#']).slice(0, 3)).toEqual(['free', 'treasure', 'closed']);
    expect(drawnCells(field, ['2:#.#']).slice(6)).toEqual(['closed', 'free', 'closed']);
  });

  it('reads every map that the rules lay', () => {
    const { rows } = layMap(5, rngFor(3, 0));
    expect(drawnCells({ ...field, size: 5 }, rows)).toEqual(rows.flatMap(groundsOf));
  });

  it('draws the trail through the middles of its cells', () => {
    expect(lineOf(field)).toBe('1.5,2.5 1.5,1.5');
  });
});
