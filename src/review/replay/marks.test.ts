import { describe, expect, it } from 'vitest';
import type { ReplayTurn } from '../../wire/replay.ts';
import { lanesOf, stopsOf, turnBeside, turnTimes, turnsAt } from './marks.ts';

const turn = (over: Partial<ReplayTurn>): ReplayTurn => ({
  ...{ group: 1, turn: 1, child: 'k1', offeredAt: 0, claimedAt: null, endedAt: null, why: null },
  ...over,
});
const turns = [
  turn({ turn: 1, offeredAt: 0, claimedAt: 500, endedAt: 4000, why: 'self' }),
  turn({ group: 2, turn: 1, offeredAt: 0, claimedAt: 800, endedAt: 3000, why: 'passed' }),
  turn({ turn: 2, offeredAt: 4000, endedAt: 4400, why: 'unclaimed' }),
  turn({ turn: 4, child: null, offeredAt: 4800 }),
];
const run = { turns, lengthMs: 10_000 };

describe('lanes', () => {
  it('stand in the order of the groups, a bar from the claim to the end or, while it is open, to the end of the run', () => {
    const [second, first] = lanesOf(run, [2, 1]);
    expect(second?.bars.map(({ from, to, taken }) => [from, to, taken])).toEqual([[800, 3000, false]]);
    expect(first?.bars.map(({ from, to, taken }) => [from, to, taken])).toEqual([
      [500, 4000, true],
      [4000, 4400, false],
      [4800, 10_000, false],
    ]);
  });

  it('tell whose turn is on: from the offer until the end, which is the next one’s', () => {
    const lanes = lanesOf(run, [1, 2]);
    const on = (at: number) => turnsAt(lanes, at).map((one) => [one.group, one.turn]);
    expect(on(0)).toEqual([[1, 1], [2, 1]]); // prettier-ignore
    expect(on(3999)).toEqual([[1, 1]]);
    expect(on(4000)).toEqual([[1, 2]]);
    expect(on(4500)).toEqual([]);
    expect(on(10_000)).toEqual([[1, 4]]);
  });
});

describe('a step to the turn beside', () => {
  const times = turnTimes(lanesOf(run, [1, 2]));

  it('knows each beginning once', () => expect(times).toEqual([0, 4000, 4800]));

  it.each([
    [0, 'next', 4000],
    [4000, 'next', 4800],
    [4800, 'next', null],
    [9000, 'previous', 4800],
    [4900, 'previous', 4000],
    [4800, 'previous', 4000],
    [1500, 'previous', 0],
    [900, 'previous', null],
    [0, 'previous', null],
  ] as const)('at %i to the %s one leads to %s', (at, direction, to) => {
    expect(turnBeside(times, at, direction)).toBe(to);
  });

  it('leads nowhere where there are no turns', () => expect(turnBeside([], 500, 'previous')).toBeNull());
});

it('lists moments and pauses in the order of their times', () => {
  const moment = (seq: number, at: number) => ({
    ...{ kind: 'note', seq, at, child: null, text: 'a', level: null } as const,
  }); // prettier-ignore
  const stops = stopsOf({
    moments: [moment(3, 900), moment(9, 100)],
    pauses: [{ at: 500, wallMs: null, why: 'adult' }],
  });
  expect(stops.map(({ id, at }) => [id, at])).toEqual([
    ['moment-9', 100],
    ['pause-0', 500],
    ['moment-3', 900],
  ]);
});
