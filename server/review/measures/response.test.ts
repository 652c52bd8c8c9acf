import { describe, expect, it } from 'vitest';
import { responses, turnKindsOf } from './response.ts';
import type { TimedTurn } from './response.ts';

/** Turns of 2 s, one every 5 s, each following the one before. */
const turns = (...told: readonly (Partial<TimedTurn> & { speaker: string })[]): TimedTurn[] =>
  told.map((one, index) => ({
    ...{ target: 'group', start: index * 5, end: index * 5 + 2, prompted: false, follows: index > 0 },
    ...one,
  }));
const answers = (list: readonly TimedTurn[]) =>
  responses(list, 10).map(({ index, answer }) => [index, answer]);

describe('an answer', () => {
  it('is the next turn of whom it was toward, to the asker or to all, whoever spoke meanwhile', () => {
    expect(answers(turns({ speaker: 'a', target: 'b' }, { speaker: 'b', target: 'a' }))).toEqual([
      [0, 1],
      [1, null],
    ]);
    expect(answers(turns({ speaker: 'a', target: 'b' }, { speaker: 'c' }, { speaker: 'b' }))).toEqual([
      [0, 2],
    ]);
  });

  it('is none to a third child, nor after the window', () => {
    expect(answers(turns({ speaker: 'a', target: 'b' }, { speaker: 'b', target: 'c' }))[0]).toEqual([
      0,
      null,
    ]);
    expect(answers(turns({ speaker: 'a', target: 'b' }, { speaker: 'b', start: 12.1, end: 13 }))).toEqual([
      [0, null],
    ]);
    expect(answers(turns({ speaker: 'a', target: 'b' }, { speaker: 'b', start: 12, end: 13 }))).toEqual([
      [0, 1],
    ]);
  });

  it('cannot be told, and is left out, across a break or where nobody said toward whom', () => {
    expect(answers(turns({ speaker: 'a', target: 'b' }, { speaker: 'b', follows: false }))).toEqual([]);
    expect(answers(turns({ speaker: 'a', target: 'b' }, { speaker: 'b', target: null }))).toEqual([]);
  });

  it('is surely missing where the next turn came too late, break or not', () => {
    const late = turns({ speaker: 'a', target: 'b' }, { speaker: 'b', start: 60, end: 61, follows: false });
    expect(answers(late)).toEqual([[0, null]]);
  });

  it('is asked of no adult, of nobody alone, and not of oneself', () => {
    expect(answers(turns({ speaker: 'a', target: 'adult' }, { speaker: 'b', target: null }))).toEqual([]);
    expect(answers(turns({ speaker: 'a', target: 'a' }))).toEqual([]);
  });
});

it('has no kind where marking was off, and is prompted before it is an answer', () => {
  const list = turns(
    { speaker: 'a', target: 'b' },
    { speaker: 'b', prompted: true },
    { speaker: 'a', prompted: null },
  );
  expect(turnKindsOf(list, responses(list, 10))).toEqual(['initiation', 'prompted', null]);
});
