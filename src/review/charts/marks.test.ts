import { describe, expect, it } from 'vitest';
import { markAfterKey } from './marks.ts';
import type { Mark, MarkKey } from './marks.ts';

/** In the order of time: a, c, a; row 1 has none. */
const marks: readonly Mark[] = [
  { id: 'first', row: 0, at: 0 },
  { id: 'second', row: 2, at: 600 },
  { id: 'third', row: 0, at: 1200 },
  { id: 'note', row: 2, at: 1150 },
];
const go = (key: MarkKey, from: string | null) =>
  markAfterKey(key, marks.find(({ id }) => id === from) ?? null, marks)?.id;

describe('arrow keys', () => {
  it('start at the first mark and go along the order, no further than its ends', () => {
    expect(go('ArrowRight', null)).toBe('first');
    expect(go('ArrowRight', 'first')).toBe('second');
    expect(go('ArrowLeft', 'second')).toBe('first');
    expect(go('ArrowLeft', 'first')).toBe('first');
    expect(go('ArrowRight', 'note')).toBe('note');
    expect(go('End', 'first')).toBe('note');
    expect(go('Home', 'note')).toBe('first');
  });

  it('go to the nearest mark of the next row that has one', () => {
    expect(go('ArrowDown', 'third')).toBe('note');
    expect(go('ArrowDown', 'first')).toBe('second');
    expect(go('ArrowUp', 'second')).toBe('first');
    expect(go('ArrowDown', 'second')).toBe('second');
  });

  it('lead nowhere in a chart without marks', () => {
    expect(markAfterKey('ArrowDown', null, [])).toBeNull();
  });
});
