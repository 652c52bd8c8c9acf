/** Each flag by an example of when it is raised and when it is not. */
import { describe, expect, it } from 'vitest';
import {
  contributionRow,
  groupRow,
  nine,
  pauseRow,
  presenceRow,
  requestRow,
  sessionRow,
  spotCheckRow,
} from '../../tests/support/rows.ts';
import type { QualityCode, QualityFlag } from '../../src/wire/review.ts';
import { nothingBeside } from './beside.ts';
import type { Beside } from './beside.ts';
import { qualityOf } from './quality.ts';
import { factsOf, kids } from './summary/told.testing.ts';
import type { Told } from './summary/told.testing.ts';

const three = kids(3);
function flags(
  told: Told,
  beside: Partial<Beside> = {},
  corrections: Parameters<typeof qualityOf>[2] = [],
): QualityFlag[] {
  return qualityOf(factsOf(told), { ...nothingBeside, ...beside }, corrections);
}
const flagged = (all: readonly QualityFlag[], code: QualityCode) => all.find((one) => one.code === code);
const turn = (number: number) => ({ kind: 'turn', run: 1, group: 1, turn: number });

describe('flags', () => {
  it('are none for a lesson without turns', () => {
    expect(flags({ children: three })).toEqual([]);
  });

  it('say how many claims were the child’s own tap, also where it sat alone, and which were not', () => {
    const how = ['own_tap', 'only_seat', 'assumed', 'adult'] as const;
    const turns = how.map((attribution) => ({ child: 'k1', attribution }));
    const offered = { child: 'k2', claimedAt: null, attribution: null, why: 'unclaimed' as const };
    expect(flagged(flags({ children: three, turns: [...turns, offered] }), 'attribution')).toEqual({
      code: 'attribution',
      params: { own: 2, of: 4 },
      evidence: [turn(3), turn(4)],
    });
  });

  it('say that the adult tapped where there were no tablets, and no share of own taps', () => {
    const turns = ['k1', 'k2'].map((child) => ({ child, attribution: 'adult' as const }));
    const without = [groupRow({ tablets: 0, seats: 3, endedAt: 600_000 })];
    expect(flags({ children: three, turns, groups: without })).toEqual([
      { code: 'adult_tapped', params: { of: 2 }, evidence: [] },
    ]);
    const withTablet = [groupRow({ tablets: 1, seats: 3, endedAt: 600_000 })];
    expect(flagged(flags({ children: three, turns, groups: withTablet }), 'attribution')).toMatchObject({
      params: { own: 0, of: 2 },
    });
  });

  it('say how often the adult agreed on who holds it; checks of guests do not count', () => {
    const checks = [
      spotCheckRow({ holder: 'k1', answer: 'k1' }),
      spotCheckRow({ seq: 2, turn: 2, holder: 'k2', answer: 'k3' }),
      spotCheckRow({ seq: 3, turn: 3, holder: 'k3', answer: null }),
      spotCheckRow({ seq: 4, turn: 4, holder: 'guest', answer: 'guest' }),
    ];
    const told = { children: [...three, 'guest'], guests: ['guest'], turns: three };
    expect(flagged(flags(told, { checks }), 'spot_checks')).toEqual({
      code: 'spot_checks',
      params: { agreed: 1, n: 3 },
      evidence: [turn(1), turn(2), turn(3)],
    });
    expect(flagged(flags(told), 'spot_checks')).toBeUndefined();
  });

  it('count a tablet’s time away once, however many children share it, to the lesson’s end at most', () => {
    const at = (
      seq: number,
      child: string,
      change: 'away' | 'back' | 'seated',
      seconds: number,
      device = 'd1',
    ) => presenceRow({ seq, child, change, device, wall: nine + seconds * 1000 });
    const presence = [
      at(1, 'k1', 'seated', 0), at(2, 'k1', 'away', 100), at(2, 'k2', 'away', 100), at(3, 'k1', 'back', 130), at(3, 'k2', 'back', 130),
      at(4, 'k3', 'away', 690, 'd2'),
    ]; // prettier-ignore
    expect(flagged(flags({ children: three }, { presence }), 'tablets_away')?.params).toEqual({
      tablets: 2,
      ms: 40_000,
    });
    expect(
      flagged(flags({ children: three }, { presence: [at(1, 'k1', 'seated', 0)] }), 'tablets_away'),
    ).toBeUndefined();
  });

  it('count taps that waited offline, of all taps', () => {
    const told = {
      children: three,
      turns: [
        { child: 'k1', claimQueued: 1 as const, endQueued: 0 as const },
        { child: 'k2', claimQueued: 0 as const },
      ],
      contributions: [contributionRow({ queued: 1 })],
      requests: [requestRow({ queued: 0 })],
    };
    expect(flagged(flags(told), 'queued')).toEqual({
      code: 'queued',
      params: { count: 2, of: 5 },
      evidence: [turn(1)],
    });
  });

  it('count corrected turns once each', () => {
    const corrections = [{ run: 1, group: 1, turn: 2 }, { run: 1, group: 1, turn: 2 }, { run: 1, group: 1, turn: 3 }]; // prettier-ignore
    expect(flagged(flags({ children: three, turns: three }, {}, corrections), 'corrected')).toEqual({
      code: 'corrected',
      params: { count: 2 },
      evidence: [turn(2), turn(3)],
    });
  });

  it('count turns that the game closed, not those whose timer ran out', () => {
    const turns = [
      { child: 'k1', why: 'interrupted' as const },
      { child: 'k2', why: null, endedAt: null },
      { child: 'k3', why: 'timer' as const },
      { child: 'k1', claimedAt: null, why: 'interrupted' as const },
    ];
    expect(flagged(flags({ children: three, turns }), 'auto_closed')).toMatchObject({ params: { count: 2 } });
    const going = { children: three, turns, run: { endedWall: null, endedAt: null, why: null } };
    expect(flagged(flags(going), 'auto_closed')).toMatchObject({ params: { count: 1 } });
  });

  it('tell where the program stopped and for how long, not where the adult paused', () => {
    const pauses = [
      pauseRow({ fromWall: nine, toWall: nine + 9000 }),
      pauseRow({ pause: 2, why: 'restart', fromWall: nine, toWall: nine + 60_000 }),
      pauseRow({ pause: 3, why: 'not_saved', fromWall: nine, toWall: nine + 5000 }),
    ];
    expect(flagged(flags({ children: three, pauses }), 'server_pauses')?.params).toEqual({
      count: 2,
      ms: 65_000,
    });
  });

  it('notice that the wall clock fell behind the run’s, and nothing where it ran ahead in a pause', () => {
    const at = (offeredAt: number, late: number) => ({
      child: 'k1',
      offeredAt,
      offeredWall: nine + offeredAt + late,
    });
    const back = {
      children: three,
      turns: [at(10_000, 0), at(20_000, 0), at(30_000, -3_600_000), at(40_000, -3_600_000)],
    };
    expect(flagged(flags(back), 'clock_back')).toEqual({
      code: 'clock_back',
      params: { ms: 3_600_000 },
      evidence: [turn(3)],
    });
    const paused = { children: three, turns: [at(10_000, 0), at(20_000, 90_000), at(30_000, 89_500)] };
    expect(flagged(flags(paused), 'clock_back')).toBeUndefined();
    // The same lesson in a rehearsal twenty times as fast.
    const fast = [10_000, 20_000].map((offeredAt) => ({
      child: 'k1',
      offeredAt,
      offeredWall: nine + offeredAt / 20,
    }));
    const rehearsal = { children: three, turns: fast, session: sessionRow({ rehearsal: 1, speed: 20 }) };
    expect(flagged(flags(rehearsal), 'clock_back')).toBeUndefined();
  });
});
