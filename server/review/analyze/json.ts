import type { GameMeasures, MissingReason } from '../../../src/wire/review.ts';
import { figureLines } from '../export/figures.ts';
import type { FigureLine } from '../export/figures.ts';

/** Where it stands in the answer says of whom it is: of the game, of a child, or of one child toward another. */
interface Value {
  readonly value: number | null;
  /** Null for a plain count. */
  readonly n: number | null;
  readonly reason: MissingReason | null;
  readonly formula: string | null;
}
type Values = Record<string, Value>;

export interface AnalyzedGame {
  readonly run: number;
  readonly group: number;
  readonly activity: string;
  readonly regime: string;
  /** By measure, as in figures.csv of an export. */
  readonly measures: Values;
  /** By name, then by measure. */
  readonly children: Record<string, Values>;
  /** By name of the one, then of the other, then by measure. Pairs of which nothing is told are left out. */
  readonly pairs: Record<string, Record<string, Values>>;
}

/** The figures of one game, keyed by measure. */
export function analyzedGame(game: GameMeasures, nameOf: (child: string) => string): AnalyzedGame {
  const { run, group, activity, regime } = game;
  const told: AnalyzedGame = {
    ...{ run, group, activity, regime },
    measures: dictionary(),
    children: dictionary(),
    pairs: dictionary(),
  };
  for (const { child } of game.children) told.children[nameOf(child)] = dictionary();
  for (const line of figureLines(game)) placeOf(told, line, nameOf)[line.measure] = valueOf(line);
  return told;
}

/** Names of children are keys, and `__proto__` may be one of them. */
const dictionary = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;

function placeOf(
  told: AnalyzedGame,
  { child, otherChild }: FigureLine,
  nameOf: (child: string) => string,
): Values {
  if (child === null) return told.measures;
  if (otherChild === null) return (told.children[nameOf(child)] ??= dictionary());
  const from = (told.pairs[nameOf(child)] ??= dictionary());
  return (from[nameOf(otherChild)] ??= dictionary());
}

function valueOf({ value, n, reason, formula }: FigureLine): Value {
  return { value, n, reason, formula };
}
