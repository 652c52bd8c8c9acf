import { beforeEach, describe, expect, it } from 'vitest';
import { forgetOtherLessons, forgetSeats, rememberedSeats, rememberSeat } from './seatMemory.ts';
import { keep } from './storage.ts';

const seat = (number: number, child = `c${number}`, epoch = 1) => ({
  seat: number,
  epoch,
  child,
  token: `token-of-seat-${number}`,
});

beforeEach(forgetSeats);

describe("a tablet's memory of its seats", () => {
  it('holds one seat for each child, the newest', () => {
    rememberSeat('s1', seat(4, 'a'));
    rememberSeat('s1', seat(9, 'a', 2));
    expect(rememberedSeats()).toEqual([seat(9, 'a', 2)]);
  });

  it('holds eight seats at most', () => {
    for (let n = 1; n <= 10; n += 1) rememberSeat('s1', seat(n));
    expect(rememberedSeats().map((kept) => kept.seat)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('lets go of another lesson', () => {
    rememberSeat('s1', seat(4));
    forgetOtherLessons('s1');
    expect(rememberedSeats()).toHaveLength(1);
    forgetOtherLessons('s2');
    expect(rememberedSeats()).toEqual([]);
  });

  it('takes nothing of a wrong shape from storage', () => {
    keep('seats', { session: 's1', seats: [{ seat: '4' }] });
    expect(rememberedSeats()).toEqual([]);
  });
});
