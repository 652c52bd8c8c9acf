import { describe, expect, it } from 'vitest';
import type { GroupPart, RollEntry } from '../../wire/publish.ts';
import { floorOf, groupShown, playersOf, waitsForAdult } from './play.ts';

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

  it('looks at the chosen group while it plays, else at the first', () => {
    expect(groupShown([1, 2, 4], 4)).toBe(4);
    expect(groupShown([1, 2], 4)).toBe(1);
    expect(groupShown([0], null)).toBe(0);
  });

  it('names the child who has the turn and no tablet at hand', () => {
    const view = { asOf: 1, floor: { speaker: 4 } } as unknown as GroupPart['view'];
    const part: GroupPart = { group: 1, view, goal: { done: 0, of: 2 }, outcome: null };
    const child = { ...entry('a', 'present', 1), seat: 4 };
    const at = (device: string | null, online: boolean) =>
      waitsForAdult(part, [{ ...child, device, online }]);
    expect(at(null, false)?.child).toBe('a');
    expect(at('tablet', false)?.child).toBe('a');
    expect(at('tablet', true)).toBeNull();
    expect(waitsForAdult({ ...part, view: { asOf: 1 } }, [child])).toBeNull();
    expect(waitsForAdult({ ...part, outcome: 'ended' as GroupPart['outcome'] }, [child])).toBeNull();
    expect(waitsForAdult(null, [child])).toBeNull();
  });

  it('finds no floor where the activity has none', () => {
    expect(floorOf(undefined)).toBeNull();
    expect(floorOf({ asOf: 3 })).toBeNull();
  });
});
