import { describe, expect, it } from 'vitest';
import { scopesOf, unfit } from './fit.ts';

const group = (number: number, size: number, tablets: number) => ({
  group: number,
  shape: 'circle' as const,
  size,
  tablets,
});
const small = { seats: { min: 3, max: 8 }, tablets: 1 };

describe('fitting an activity to the room', () => {
  it('fits when every group has seats and tablets enough', () => {
    expect(unfit(small, 'group', { present: 9, groups: [group(1, 5, 1), group(2, 4, 2)] })).toBeNull();
  });

  it('names the first group that is too small, too large or without a tablet', () => {
    const room = (size: number, tablets: number) => ({
      present: 9,
      groups: [group(1, 5, 1), group(2, size, tablets)],
    });
    expect(unfit(small, 'group', room(2, 1))).toEqual({ why: 'few_seats', group: 2, have: 2, need: 3 });
    expect(unfit(small, 'group', room(9, 1))).toEqual({ why: 'many_seats', group: 2, have: 9, need: 8 });
    expect(unfit(small, 'group', room(4, 0))).toEqual({ why: 'few_tablets', group: 2, have: 0, need: 1 });
  });

  it('leaves empty groups out', () => {
    expect(unfit(small, 'group', { present: 5, groups: [group(1, 5, 1), group(2, 0, 0)] })).toBeNull();
  });

  it('counts the whole class as one group, with all its tablets', () => {
    const room = { present: 9, groups: [group(1, 5, 0), group(2, 4, 1)] };
    expect(unfit({ seats: { min: 2, max: 60 }, tablets: 1 }, 'class', room)).toBeNull();
    expect(unfit(small, 'class', room)).toEqual({ why: 'many_seats', group: 0, have: 9, need: 8 });
  });

  it('says when nobody is there', () => {
    expect(unfit(small, 'group', { present: 0, groups: [group(1, 0, 1)] })).toEqual({ why: 'nobody' });
    expect(unfit(small, 'class', { present: 0, groups: [] })).toEqual({ why: 'nobody' });
  });

  it('offers both scopes only where the activity does', () => {
    expect(scopesOf({ scope: 'either' })).toEqual(['group', 'class']);
    expect(scopesOf({ scope: 'class' })).toEqual(['class']);
  });
});
