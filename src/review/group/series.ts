/** A group's lessons as series: one for each activity and regime. Pure. */
import type { Regime } from '../../../activities/_kit/contract.ts';
import type { Figure, GroupGame, GroupPage, GroupSession } from '../../wire/review.ts';

export const figureColumns = ['activeShare', 'gini', 'density', 'reciprocity'] as const;
export type FigureColumn = (typeof figureColumns)[number];

/** A lesson of the series; a game is one group. */
export interface GroupRow {
  readonly session: GroupSession;
  readonly games: readonly GroupGame[];
}
export interface GroupSeries {
  readonly activity: string;
  readonly regime: Regime;
  /** Lessons with such a game, the earliest first. */
  readonly rows: readonly GroupRow[];
}

export function groupSeries({ sessions }: Pick<GroupPage, 'sessions'>): GroupSeries[] {
  const keyOf = ({ activity, regime }: GroupGame): string => `${activity} ${regime}`;
  const kinds = new Map(sessions.flatMap(({ games }) => games).map((game) => [keyOf(game), game]));
  return [...kinds].map(([key, { activity, regime }]) => ({
    activity,
    regime,
    rows: sessions.flatMap((session) => {
      const games = session.games.filter((game) => keyOf(game) === key);
      return games.length === 0 ? [] : [{ session, games }];
    }),
  }));
}

/** The figures of a lesson that have a value. */
export function valuesOf({ games }: GroupRow, column: FigureColumn): number[] {
  return games.flatMap((game) => game[column].value ?? []);
}

/** Why a lesson has no value, of the first of its games that says so; null where there is one. */
export function reasonOf(row: GroupRow, column: FigureColumn): Figure['reason'] {
  return valuesOf(row, column).length > 0
    ? null
    : (row.games.find((game) => game[column].reason !== null)?.[column].reason ?? 'nothing');
}
