import { describe, expect, it } from 'vitest';
import { barAfterKey, barsOf, percent, rowsOf, ticksOf } from './timeline.ts';

const turn = (number: number, child: string | null, offeredAt: number, rest: object = {}) => ({
  run: 1,
  group: 1,
  turn: number,
  child,
  offeredAt,
  claimedAt: offeredAt + 100,
  endedAt: offeredAt + 500,
  why: 'self',
  regime: 'forced',
  ...rest,
});

describe('bars', () => {
  it('run from the claim to the end, with the hand-over apart', () => {
    expect(barsOf([turn(1, 'a', 1000)], 1, 9000)[0]).toMatchObject({
      offered: 1000,
      from: 1100,
      to: 1500,
      kind: 'taken',
    });
  });

  it('tell a pass and a turn nobody came for from a turn taken', () => {
    const bars = barsOf(
      [turn(1, 'a', 0, { why: 'passed' }), turn(2, 'b', 600, { claimedAt: null, why: 'unclaimed' })],
      1,
      9000,
    );
    expect(bars.map((bar) => bar.kind)).toEqual(['passed', 'not_taken']);
    expect(bars[1]?.from).toBe(600);
  });

  it('draw an open turn to the end of the run, and leave other runs out', () => {
    const open = turn(3, 'a', 2000, { endedAt: null, why: null });
    expect(barsOf([open, { ...open, run: 2 }], 1, 9000).map((bar) => bar.to)).toEqual([9000]);
  });

  it('stand in the order of time, whatever the order of the rows', () => {
    expect(barsOf([turn(2, 'a', 700), turn(1, 'b', 0)], 1, 9000).map((bar) => bar.child)).toEqual(['b', 'a']);
  });
});

describe('rows', () => {
  it('keep roster order and the silent, and put the adult last', () => {
    const bars = barsOf([turn(1, 'c', 0), turn(2, 'a', 600), turn(3, null, 1200)], 1, 9000);
    expect(rowsOf(bars, ['a', 'b', 'c']).map((row) => [row.child, row.bars.length])).toEqual([
      ['a', 1],
      ['b', 0],
      ['c', 1],
      [null, 1],
    ]);
  });
});

describe('the clock axis', () => {
  it('marks round times, the finest that ten marks allow', () => {
    expect(ticksOf(21_000)).toEqual([0, 10_000, 20_000]);
    expect(ticksOf(150_000)).toEqual([0, 30_000, 60_000, 90_000, 120_000, 150_000]);
    expect(ticksOf(0)).toEqual([0]);
    for (const minutes of [1, 5, 10, 45, 90, 600, 9000])
      expect(ticksOf(minutes * 60_000).length).toBeLessThanOrEqual(10);
  });

  it('stays inside the picture', () => {
    expect([percent(-5, 100), percent(50, 100), percent(500, 100), percent(5, 0)]).toEqual([0, 50, 100, 0]);
  });
});

describe('arrow keys', () => {
  const bars = barsOf([turn(1, 'a', 0), turn(2, 'c', 600), turn(3, 'a', 1200)], 1, 9000);
  const rows = rowsOf(bars, ['a', 'b', 'c']);
  const go = (key: string, from: number | null) =>
    bars.findIndex(
      (bar) => bar === barAfterKey(key, from === null ? null : (bars[from] ?? null), bars, rows),
    );

  it('start at the first turn and go along time', () => {
    expect(go('ArrowRight', null)).toBe(0);
    expect(go('ArrowRight', 0)).toBe(1);
    expect(go('ArrowLeft', 1)).toBe(0);
    expect(go('ArrowRight', 2)).toBe(2);
    expect(go('End', 0)).toBe(2);
  });

  it('go to the nearest turn of the next row that has one', () => {
    expect(go('ArrowDown', 2)).toBe(1);
    expect(go('ArrowUp', 1)).toBe(0);
    expect(go('ArrowDown', 1)).toBe(1);
  });
});
