import { expect, it } from 'vitest';
import { changeOf, formOf } from './change.ts';

const turn = {
  ...{ run: 1, group: 0, turn: 3, child: 'k1', offeredAt: 1000, claimedAt: 1500, endedAt: 4250, why: 'self' },
  regime: 'queue',
};
const asked = (over: Partial<ReturnType<typeof formOf>>, of = turn as Parameters<typeof formOf>[0]) =>
  changeOf({ ...formOf(of), ...over }, of);

it('begins with the turn as it stands, which is no change', () => {
  expect(formOf(turn)).toEqual({ what: 'child', who: 'k1', start: 1.5, end: 4.25 });
  expect(asked({})).toBeNull();
  expect(asked({ what: 'time' })).toBeNull();
});

it('asks for another child, or for the adult', () => {
  expect(asked({ who: 'k2' })).toEqual({ what: 'child', child: 'k2' });
  expect(asked({ who: 'adult' })).toEqual({ what: 'child', child: null });
});

it('asks for times in whole ms, the end left out only where there was none', () => {
  expect(asked({ what: 'time', start: 1.2345 })).toEqual({ what: 'time', startAt: 1235, endAt: 4250 });
  expect(asked({ what: 'time', end: null })).toBeNull();
  expect(asked({ what: 'time', start: null })).toBeNull();
  expect(asked({ what: 'time', start: 5 })).toBeNull();
  const open = { ...turn, endedAt: null };
  expect(asked({ what: 'time', start: 2 }, open)).toEqual({ what: 'time', startAt: 2000, endAt: null });
});

it('gives a time to a turn that nobody took', () => {
  const unclaimed = { ...turn, claimedAt: null, why: 'unclaimed' };
  expect(asked({ what: 'time' }, unclaimed)).toEqual({ what: 'time', startAt: 1000, endAt: 4250 });
});

it('asks for no turn, and for what was recorded', () => {
  expect(asked({ what: 'void' })).toEqual({ what: 'void' });
  expect(asked({ what: 'original' })).toEqual({ what: 'original' });
});
