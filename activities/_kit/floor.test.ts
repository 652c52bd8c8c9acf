import { describe, expect, it } from 'vitest';
import {
  asOfTurn, claim, endTurn, extendFloor, floorTimers, isDue, offer, refuse, unclaimedMs, whyLeft, whyTimedOut,
} from './floor.ts'; // prettier-ignore

const ball = { turn: 3, speaker: 4, givenBy: 2, options: [4, 5], regime: 'chosen', bounded: true } as const;
const offered = offer({ ...ball, next: 6, waitMs: unclaimedMs }, 1000);
const byTablet = { via: 'tablet', alone: false } as const;

describe('the floor', () => {
  it('is offered with a deadline and says who comes next', () => {
    expect(offered.facts).toEqual([{ fact: 'turn_offered', ...ball }]);
    expect(offered.floor).toEqual({
      turn: 3,
      speaker: 4,
      state: 'offered',
      since: 1000,
      deadline: 21_000,
      next: 6,
    });
  });

  it('runs its time from the claim', () => {
    const { floor } = claim(offered.floor, byTablet, 5000, 30_000);
    expect(floor).toMatchObject({ state: 'claimed', since: 5000, deadline: 35_000 });
    expect(claim(offered.floor, byTablet, 5000, null).floor.deadline).toBeNull();
  });

  it.each([
    [byTablet, 'own_tap'],
    [{ via: 'tablet', alone: true }, 'only_seat'],
    [{ via: 'adult', alone: false }, 'adult'],
    [{ via: 'adult', alone: true }, 'adult'],
  ] as const)('says of a claim by %o that it is %s', (how, attribution) => {
    expect(claim(offered.floor, how, 5000, null).facts).toEqual([
      { fact: 'turn_claimed', turn: 3, attribution },
    ]);
  });

  it('refuses a claim of somebody else, and any use of a turn that its child has not opened', () => {
    const claimed = claim(offered.floor, byTablet, 5000, null).floor;
    expect(refuse(null, 4, 'offered')).toBe('not_your_turn');
    expect(refuse(offered.floor, 5, 'offered')).toBe('not_your_turn');
    expect(refuse(offered.floor, 4, 'offered')).toBeNull();
    expect(refuse(offered.floor, 4, 'claimed')).toBe('not_claimed');
    expect(refuse(claimed, 4, 'claimed')).toBeNull();
    expect(refuse(claimed, 4, 'offered')).toBe('not_allowed');
  });

  it('ends differently before and after the claim', () => {
    const claimed = claim(offered.floor, byTablet, 5000, null).floor;
    expect([whyTimedOut(offered.floor), whyTimedOut(claimed)]).toEqual(['unclaimed', 'timer']);
    expect([whyLeft(offered.floor), whyLeft(claimed)]).toEqual(['absent', 'interrupted']);
    expect(endTurn(claimed, 'self', 5, 'voice')).toEqual([
      { fact: 'turn_ended', turn: 3, why: 'self', toward: 5, channel: 'voice' },
    ]);
  });

  it('has a timer of its own for each state of each turn, due at its time and not before', () => {
    const timers = floorTimers(offered.floor);
    expect(timers).toEqual([{ name: 'offered-3', fireAt: 21_000 }]);
    expect(isDue(timers, 'offered-3', 20_999)).toBe(false);
    expect(isDue(timers, 'offered-3', 21_000)).toBe(true);
    expect(isDue(timers, 'claimed-3', 99_000)).toBe(false);
    expect(floorTimers(null)).toEqual([]);
  });

  it('moves its deadline when the adult gives time, and stays without one where it has none', () => {
    expect(extendFloor(offered.floor, 30_000).deadline).toBe(51_000);
    const open = { ...offered.floor, deadline: null };
    expect(extendFloor(open, 30_000)).toEqual(open);
    expect(floorTimers(open)).toEqual([]);
  });

  it('numbers its states so that a later one is greater', () => {
    const marks = [1, 2].flatMap((turn) =>
      (['offered', 'claimed', 'ended'] as const).map((state) => asOfTurn(turn, state)),
    );
    expect([...new Set(marks)].sort((a, b) => a - b)).toEqual(marks);
  });
});
