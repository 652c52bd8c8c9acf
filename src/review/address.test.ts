import { describe, expect, it } from 'vitest';
import { addressOf, placeIn } from './address.ts';
import type { Place } from './address.ts';

const places: readonly Place[] = [
  { page: 'lessons' },
  { page: 'lesson', session: 's_3fK-9', see: null },
  { page: 'lesson', session: 's_3fK-9', see: 'turn.1.0.7' },
  { page: 'record', session: 's_3fK-9' },
  { page: 'replay', session: 's_3fK-9', run: 2, group: 3, at: 61_500 },
  { page: 'child', child: 'c1' },
  { page: 'group', classId: 'k-1' },
  { page: 'import' },
];

describe('an address', () => {
  it.each(places.map((place) => [addressOf(place), place] as const))(
    '%s leads to its place',
    (hash, place) => {
      expect(placeIn(hash)).toEqual(place);
    },
  );

  it('that says nothing leads to the list', () => {
    for (const hash of [
      '',
      '#',
      '#/',
      '#a/b',
      '#小雨',
      '#/lesson/小雨',
      `#/lesson/${'x'.repeat(65)}`,
      '#/child/',
    ])
      expect(placeIn(hash)).toEqual({ page: 'lessons' });
  });

  it('with a broken moment leads to the beginning', () => {
    expect(placeIn('#/lesson/s1/replay?run=x&at=-5&group=1e9')).toEqual({
      page: 'replay',
      session: 's1',
      run: 1,
      group: 0,
      at: 0,
    });
    expect(placeIn('#/lesson/s1?see=<b>')).toEqual({ page: 'lesson', session: 's1', see: null });
  });
});
