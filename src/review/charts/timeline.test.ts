import { describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '../../../generated/paraglide/runtime.js';
import { percent, ticksOf, timelineOf } from './timeline.ts';
import type { TimelineFacts } from './timeline.ts';
import { markText } from './words.ts';

type Turn = TimelineFacts['turns'][number];
type Moment = TimelineFacts['moments'][number];

const turn = (number: number, child: string | null, offeredAt: number, rest: Partial<Turn> = {}): Turn => ({
  ...{ run: 1, group: 1, turn: number, child, offeredAt, why: 'self', regime: 'forced' },
  ...{ claimedAt: offeredAt + 100, endedAt: offeredAt + 500 },
  ...rest,
});
const moment = (at: number | null, child: string | null, rest: Partial<Moment> = {}): Moment => ({
  kind: 'note',
  seq: 1,
  wall: 0,
  run: 1,
  group: null,
  at,
  child,
  text: '',
  level: null,
  ...rest,
});

const game = (over: Partial<TimelineFacts> = {}) =>
  timelineOf({
    ...{ run: 1, group: 1, lengthMs: 9000, children: ['a', 'b', 'c'] },
    ...{ turns: [], formerTurns: [], moments: [], pauses: [], spots: [] },
    ...over,
  });

describe('bars', () => {
  it('run from the claim to the end, with the hand-over apart', () => {
    const { bars } = game({ turns: [turn(1, 'a', 1000)] });
    expect(bars[0]).toMatchObject({
      id: 'turn.1.1.1',
      offered: 1000,
      at: 1100,
      to: 1500,
      kind: 'taken',
      row: 0,
    });
  });

  it('tell a pass and a turn nobody came for from a turn taken', () => {
    const passed = turn(1, 'a', 0, { why: 'passed' });
    const unclaimed = turn(2, 'b', 600, { claimedAt: null, why: 'unclaimed' });
    const { bars } = game({ turns: [passed, unclaimed] });
    expect(bars.map(({ kind, at }) => [kind, at])).toEqual([['passed', 100], ['not_taken', 600]]); // prettier-ignore
  });

  it('have no length where the end was not recorded', () => {
    const open = turn(3, 'a', 2000, { endedAt: null, why: null });
    expect(game({ turns: [open] }).bars[0]).toMatchObject({ kind: 'open', at: 2100, to: 2100 });
  });

  it('are those of this game alone', () => {
    const { bars } = game({
      turns: [turn(1, 'a', 0), turn(2, 'a', 0, { run: 2 }), turn(3, 'a', 0, { group: 2 })],
    });
    expect(bars.map(({ turn }) => turn.turn)).toEqual([1]);
  });
});

describe('a corrected turn', () => {
  it('keeps a mark where it stood, beside the turn as it is now', () => {
    const { bars, former, marks } = game({
      turns: [turn(1, 'b', 1000)],
      formerTurns: [turn(1, 'a', 1000), turn(2, 'c', 3000), turn(3, 'a', 5000, { group: 2 })],
    });
    expect(bars.map(({ id, row }) => [id, row])).toEqual([['turn.1.1.1', 1]]);
    expect(former.map(({ shape, id, row, at, to }) => [shape, id, row, at, to])).toEqual([
      ['former', 'former.turn.1.1.1', 0, 1100, 1500],
      ['former', 'former.turn.1.1.2', 2, 3100, 3500],
    ]);
    expect(marks).toHaveLength(3);
    expect(new Set(marks.map(({ id }) => id)).size).toBe(3);
  });

  it('that was the adult’s keeps the adult’s row', () => {
    const { lanes, former } = game({ turns: [turn(1, 'a', 0)], formerTurns: [turn(1, null, 0)] });
    expect(former.map(({ row }) => lanes[row]?.of)).toEqual(['adult']);
  });

  it('says that it was corrected and no longer counts', () => {
    overwriteGetLocale(() => 'zh-CN');
    const [mark] = game({ formerTurns: [turn(1, 'a', 1000)] }).former;
    expect(mark && markText(mark, '小雨', false)).toMatch(/^小雨，.*：更正前的记录，不再计入$/);
  });
});

describe('lanes', () => {
  it('keep roster order and the silent, and put the adult last', () => {
    const { lanes, bars } = game({ turns: [turn(1, 'c', 0), turn(2, 'a', 600), turn(3, null, 1200)] });
    expect(lanes.map(({ of, child }) => child ?? of)).toEqual(['a', 'b', 'c', 'adult']);
    expect(bars.map(({ row }) => row)).toEqual([2, 0, 3]);
  });

  it('have one above the children for what belongs to none, only where there is any', () => {
    const pauses = [{ at: 700, wallMs: 5000, why: 'adult' }];
    const { lanes, signs } = game({ pauses, moments: [moment(900, 'b'), moment(100, null)] });
    expect(lanes.map(({ of }) => of)).toEqual(['all', 'child', 'child', 'child']);
    expect(signs.map(({ row, at }) => [row, at])).toEqual([[0, 700], [2, 900], [0, 100]]); // prettier-ignore
    expect(game({ moments: [moment(900, 'b')] }).lanes).toHaveLength(3);
  });

  it('show the spot checks of this game alone', () => {
    const spot = { run: 1, group: 1, turn: 3, at: 400, agreed: true };
    const { signs } = game({ spots: [spot, { ...spot, group: 2 }] });
    expect(signs.map(({ at, what }) => [at, what])).toEqual([[400, { kind: 'spot', agreed: true }]]); // prettier-ignore
  });

  it('leave out moments between games and of children of another group', () => {
    expect(
      game({
        moments: [
          moment(null, 'a'),
          moment(5, 'elsewhere'),
          moment(5, 'a', { run: 2 }),
          moment(5, 'a', { group: 2 }),
        ],
      }).signs,
    ).toEqual([]);
  });
});

it('the keyboard walks turns and signs in the order of time', () => {
  const { marks } = game({ turns: [turn(2, 'a', 700), turn(1, 'b', 0)], moments: [moment(300, 'a')] });
  expect(marks.map(({ at }) => at)).toEqual([100, 300, 800]);
});

describe('the clock axis', () => {
  it('marks round times, the finest that fit', () => {
    expect(ticksOf(21_000, 10)).toEqual([0, 5000, 10_000, 15_000, 20_000]);
    expect(ticksOf(150_000, 6)).toEqual([0, 30_000, 60_000, 90_000, 120_000, 150_000]);
    expect(ticksOf(0, 10)).toEqual([0]);
    for (const minutes of [1, 5, 10, 45, 90, 600, 9000])
      for (const most of [2, 6, 10]) expect(ticksOf(minutes * 60_000, most).length).toBeLessThanOrEqual(most);
  });

  it('stays inside the picture, also of a game without length', () => {
    expect([percent(-5, 100), percent(50, 100), percent(500, 100), percent(5, 0)]).toEqual([0, 50, 100, 0]);
  });
});
