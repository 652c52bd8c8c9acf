import { expect, it } from 'vitest';
import type { Figure, GroupGame, GroupSession } from '../../wire/review.ts';
import { groupSeries, reasonOf, valuesOf } from './series.ts';

const told = (value: number): Figure => ({ value, n: 3, reason: null, formula: 'f@1' });
const hidden: Figure = { value: null, n: 3, reason: 'consent', formula: 'f@1' };
const game = (over: Partial<GroupGame> = {}): GroupGame => ({
  ...{ run: 1, group: 1, activity: 'name-ball', regime: 'chosen', present: 4, recorded: 4, turns: 8 },
  ...{ activeShare: told(1), gini: told(0.2), density: told(0.5), reciprocity: told(0.3) },
  ...over,
});
const session = (id: string, ...games: GroupGame[]): GroupSession => ({
  ...{ session: id, startedWall: 0, present: 4, recorded: 4, games },
});

it('keeps activities and regimes apart, with all groups of a lesson together', () => {
  const sessions = [
    session(
      's1',
      game(),
      game({ group: 2, gini: told(0.4) }),
      game({ run: 2, activity: 'talking-circle', regime: 'queue' }),
    ),
    session('s2', game({ gini: hidden })),
    session('s3'),
  ];
  const series = groupSeries({ sessions });
  expect(series.map(({ activity, rows }) => [activity, rows.map((row) => row.session.session)])).toEqual([
    ['name-ball', ['s1', 's2']],
    ['talking-circle', ['s1']],
  ]);
  const [first, second] = series[0]?.rows ?? [];
  if (!first || !second) throw new Error('two lessons have the game');
  expect(valuesOf(first, 'gini')).toEqual([0.2, 0.4]);
  expect(reasonOf(first, 'gini')).toBeNull();
  expect(valuesOf(second, 'gini')).toEqual([]);
  expect(reasonOf(second, 'gini')).toBe('consent');
});
