import { describe, expect, it } from 'vitest';
import type { GroupPart, RollEntry } from '../../wire/publish.ts';
import { floorOf, groupShown, mayHold, playersOf, seatInTurn, waitsForAdult } from './play.ts';

const entry = (child: string, status: RollEntry['status'], group: number | null): RollEntry => ({
  child,
  name: child,
  face: { name: child, animal: 'fox', colour: 0 },
  status,
  group,
  recorded: true,
  seat: null,
  device: null,
  online: false,
});

describe('what the console reads of play', () => {
  it('lists those who are here, in roster order, by group or all', () => {
    const roll = [
      entry('a', 'present', 2),
      entry('b', 'absent', 1),
      entry('c', 'late', 1),
      entry('d', 'present', null),
    ];
    expect(playersOf(roll, 1).map((one) => one.child)).toEqual(['c']);
    expect(playersOf(roll, 0).map((one) => one.child)).toEqual(['a', 'c', 'd']);
  });

  it('asks about the group, and of a whole class about the tablet of the turn', () => {
    const small = [entry('a', 'present', 1), entry('b', 'present', 2)];
    expect(mayHold(small, 1, null).map((one) => one.child)).toEqual(['a']);
    const whole = Array.from({ length: 12 }, (_, index) => ({
      ...entry(`k${index}`, 'present', 1),
      seat: index + 1,
      device: index === 11 ? null : `d${Math.floor(index / 4)}`,
    }));
    const turnOf = (speaker: number) =>
      ({ group: 0, view: { asOf: 0, floor: { speaker } }, goal: { done: 0, of: 1 }, outcome: null }) as never;
    expect(mayHold(whole, 0, turnOf(6)).map((one) => one.child)).toEqual(['k4', 'k5', 'k6', 'k7']);
    expect(mayHold(whole, 0, turnOf(12))).toHaveLength(12);
    expect(mayHold(whole, 0, null)).toHaveLength(12);
  });

  it('looks at the chosen group while it plays, else at the first', () => {
    expect(groupShown([1, 2, 4], 4)).toBe(4);
    expect(groupShown([1, 2], 4)).toBe(1);
    expect(groupShown([0], null)).toBe(0);
  });

  it('knows whose turn no tablet at hand can take', () => {
    const playing = (speaker: unknown): GroupPart => ({
      ...{ group: 1, goal: { done: 0, of: 2 }, outcome: null },
      view: { asOf: 1, floor: speaker === null ? null : { speaker } } as unknown as GroupPart['view'],
    });
    const at = (device: string | null, online: boolean) =>
      waitsForAdult(playing(4), [{ ...entry('a', 'present', 1), seat: 4, device, online }]);
    expect([at(null, false), at('tablet', false), at('tablet', true)]).toEqual([true, true, false]);
    expect(waitsForAdult(playing(4), [])).toBe(true); // a guest whom nobody knows since a restart
    expect([waitsForAdult(playing(null), []), waitsForAdult(playing('adult'), [])]).toEqual([false, false]);
    expect(waitsForAdult(null, [])).toBe(false);
    expect(seatInTurn({ ...playing(4), outcome: 'ended' as GroupPart['outcome'] })).toBeNull();
    expect(seatInTurn(playing(4))).toBe(4);
  });

  it('finds no floor where the activity has none', () => {
    expect(floorOf(undefined)).toBeNull();
    expect(floorOf({ asOf: 3 })).toBeNull();
  });
});
