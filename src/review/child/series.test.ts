import { describe, expect, it } from 'vitest';
import type { ChildGame, ChildSession } from '../../wire/review.ts';
import { choicesOf, playedLessons, seriesOf } from './series.ts';

const game = (over: Partial<ChildGame> = {}): ChildGame => ({
  ...{ run: 1, group: 1, activity: 'talking-circle', regime: 'queue', byDesign: false, lengthMs: 600_000 },
  ...{
    turns: 2,
    floorMs: 5000,
    firstAt: 9000,
    requests: 3,
    passes: 0,
    prompts: null,
    chose: null,
    chosenBy: null,
  },
  initiationRate: { value: null, n: 0, reason: 'not_marked', formula: 'child.initiationRate@1' },
  ...over,
});
const rate = (value: number): ChildGame['initiationRate'] => ({
  value,
  n: 1,
  reason: null,
  formula: 'child.initiationRate@1',
});
const session = (id: string, over: Partial<ChildSession> = {}): ChildSession => ({
  ...{
    session: id,
    className: '三年级',
    startedWall: 0,
    status: 'present',
    reason: null,
    games: [game()],
    moments: [],
  },
  ...over,
});

describe('a child’s series', () => {
  it('stand apart by activity and regime', () => {
    const sessions = [
      session('s1', { games: [game(), game({ run: 2, regime: 'forced', byDesign: true })] }),
      session('s2', { games: [game({ activity: 'story-train' })] }),
    ];
    const series = seriesOf({ sessions });
    expect(
      series.map(({ activity, regime, byDesign, rows }) => [activity, regime, byDesign, rows.length]),
    ).toEqual([
      ['talking-circle', 'queue', false, 1],
      ['talking-circle', 'forced', true, 1],
      ['story-train', 'queue', false, 1],
    ]);
  });

  it('tell how many lessons they have a game of, so that one lesson alone is not taken for a change', () => {
    const missed = session('s2', { status: 'absent', reason: 'absent', games: [] });
    const playedOf = (sessions: readonly ChildSession[]) => seriesOf({ sessions }).map(playedLessons);
    expect(playedOf([session('s1', { games: [game(), game({ run: 2 })] }), missed])).toEqual([1]);
    expect(playedOf([session('s1'), missed, session('s3')])).toEqual([2]);
  });

  it('have a gap where the child was absent or a guest, and no row where the game was not played', () => {
    const sessions = [
      session('s1'),
      session('s2', { status: 'absent', reason: 'absent', games: [] }),
      session('s3', { reason: 'consent', games: [] }),
      session('s4', { games: [] }),
    ];
    const [series] = seriesOf({ sessions });
    expect(series?.rows.map((row) => [row.session.session, row.cells.turns])).toEqual([
      ['s1', { value: 2, missing: null }],
      ['s2', { value: null, missing: 'absent' }],
      ['s3', { value: null, missing: 'not_recorded' }],
    ]);
  });

  it('count games of one lesson together, and say why a figure is missing', () => {
    const games = [
      game({ turns: 1, firstAt: null, floorMs: null, prompts: 2, initiationRate: rate(1) }),
      game({ run: 2, turns: 3, firstAt: 4000, prompts: 1, lengthMs: 1_200_000, initiationRate: rate(4) }),
    ];
    const [series] = seriesOf({ sessions: [session('s1', { games })] });
    expect(series?.rows[0]?.cells).toEqual({
      firstAt: { value: 4000, missing: null },
      turns: { value: 4, missing: null },
      floorMs: { value: null, missing: 'no_times' },
      initiationRate: { value: 3, missing: null },
      prompts: { value: 3, missing: null },
      requests: { value: 6, missing: null },
      passes: { value: 0, missing: null },
    });
    const silent = seriesOf({ sessions: [session('s1', { games: [game({ turns: 0, firstAt: null })] })] });
    expect(silent[0]?.rows[0]?.cells.firstAt).toEqual({ value: null, missing: 'none' });
    expect(silent[0]?.rows[0]?.cells.initiationRate).toEqual({ value: null, missing: 'not_marked' });
  });

  it('sum choices over lessons and leave out who was never chosen', () => {
    const chose = (times: number) => [
      { child: 'k2', times, options: 3 },
      { child: 'k3', times: 0, options: 3 },
    ];
    const sessions = [
      session('s1', { games: [game({ chose: chose(1) })] }),
      session('s2', { games: [game({ chose: chose(2) })] }),
    ];
    expect(choicesOf({ sessions }, 'chose')).toEqual([{ child: 'k2', times: 3, options: 6 }]);
    expect(choicesOf({ sessions }, 'chosenBy')).toEqual([]);
  });
});
