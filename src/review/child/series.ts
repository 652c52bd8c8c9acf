/** A child's lessons as series: one for each activity and regime, so that like stands beside like. Pure. */
import type { Regime } from '../../../activities/_kit/contract.ts';
import type { ChildGame, ChildPage, ChildSession, ChoiceCount, MissingReason } from '../../wire/review.ts';

/** What is followed, in the order of its columns. */
export const columns = [
  'firstAt',
  'turns',
  'floorMs',
  'initiationRate',
  'prompts',
  'requests',
  'passes',
] as const;
export type Column = (typeof columns)[number];

/** `not_recorded`: the child was a guest in that lesson. `none`: no turn whose beginning could be told. */
export type Missing = MissingReason | 'not_recorded' | 'none';
export type Cell =
  { readonly value: number; readonly missing: null } | { readonly value: null; readonly missing: Missing };

export interface SeriesRow {
  readonly session: ChildSession;
  readonly cells: Readonly<Record<Column, Cell>>;
}
export interface Series {
  readonly activity: string;
  readonly regime: Regime;
  /** The number of turns follows from the rule in every game of the series. */
  readonly byDesign: boolean;
  /** Lessons with a game of the kind, and those the child missed or was no recorded child in; the earliest first. */
  readonly rows: readonly SeriesRow[];
}

export function seriesOf({ sessions }: Pick<ChildPage, 'sessions'>): Series[] {
  const all = sessions.flatMap(({ games }) => games);
  const kinds = new Map(all.map((game) => [keyOf(game), game]));
  return [...kinds].map(([key, { activity, regime }]) => ({
    ...{ activity, regime },
    byDesign: all.every((game) => keyOf(game) !== key || game.byDesign),
    rows: sessions.flatMap((session): SeriesRow[] => {
      const games = session.games.filter((game) => keyOf(game) === key);
      if (games.length > 0) return [{ session, cells: cellsOf(games) }];
      return session.reason === null ? [] : [{ session, cells: nothing(session.reason) }];
    }),
  }));
}

/** A series of one lesson shows no change, however many lessons the child missed. */
export const playedLessons = ({ rows }: Pick<Series, 'rows'>): number =>
  rows.filter(({ cells }) => cells.turns.value !== null).length;

const keyOf = ({ activity, regime }: ChildGame): string => `${activity} ${regime}`;
const given = (value: number): Cell => ({ value, missing: null });
const missed = (missing: Missing): Cell => ({ value: null, missing });

function nothing(reason: 'absent' | 'consent'): SeriesRow['cells'] {
  const cell = missed(reason === 'absent' ? 'absent' : 'not_recorded');
  return Object.fromEntries(columns.map((column) => [column, cell])) as Record<Column, Cell>;
}

/** Several games of a kind in one lesson count together: sums; the first turn of any; the rate over all their time. */
function cellsOf(games: readonly ChildGame[]): SeriesRow['cells'] {
  const firsts = games.flatMap(({ firstAt }) => firstAt ?? []);
  return {
    firstAt: firsts.length === 0 ? missed('none') : given(Math.min(...firsts)),
    turns: given(sum(games.map(({ turns }) => turns))),
    floorMs: summed(games.map(({ floorMs }) => floorMs), 'no_times'), // prettier-ignore
    initiationRate: rateOf(games),
    prompts: summed(games.map(({ prompts }) => prompts), 'not_marked'), // prettier-ignore
    requests: given(sum(games.map(({ requests }) => requests))),
    passes: given(sum(games.map(({ passes }) => passes))),
  };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

function summed(values: readonly (number | null)[], otherwise: Missing): Cell {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? missed(otherwise) : given(sum(known));
}

function rateOf(games: readonly ChildGame[]): Cell {
  const known = games.flatMap(({ initiationRate: { value }, lengthMs }) =>
    value === null ? [] : [{ value, lengthMs }],
  );
  if (known.length < games.length)
    return missed(games.find(({ initiationRate }) => initiationRate.reason !== null)?.initiationRate.reason ?? 'nothing'); // prettier-ignore
  const ms = sum(known.map(({ lengthMs }) => lengthMs));
  return ms === 0 ? missed('nothing') : given(sum(known.map(({ value, lengthMs }) => value * lengthMs)) / ms);
}

/** Choices of all lessons together, by the other child, in the order in which they first came up; never chosen left out. */
export function choicesOf(
  { sessions }: Pick<ChildPage, 'sessions'>,
  way: 'chose' | 'chosenBy',
): ChoiceCount[] {
  const counts = new Map<string, ChoiceCount>();
  for (const { games } of sessions)
    for (const game of games)
      for (const { child, times, options } of game[way] ?? []) {
        const before = counts.get(child);
        counts.set(child, {
          child,
          times: times + (before?.times ?? 0),
          options: options + (before?.options ?? 0),
        });
      }
  return [...counts.values()].filter(({ times }) => times > 0);
}
