/**
 * Earlier lessons, as far as a lesson's summary reads them: only so many, found by an index, and counted by the store, so
 * that a long history costs a lesson's page no more than a short one.
 */
import type { Ms } from '../../activities/_kit/contract.ts';
import type { OwnMeasure } from '../../src/wire/review.ts';
import type { RunRow } from '../record/facts.ts';
import type { Game, ReviewFacts } from './facts.ts';

/** Runs are like each other when all of these are equal; `config` as recorded. */
export type Kind = Pick<RunRow, 'activity' | 'regime' | 'scope' | 'config'>;

/** At most so many earlier runs of each kind are read: the newest ones of the same class or small group. */
export const pastRuns = 10;
/** With fewer comparable lessons nothing is said of change. */
export const leastComparable = 3;

/** What one child did in one run. */
export interface PastCount {
  readonly turns: number;
  readonly requests: number;
  readonly prompts: number;
}
/** An earlier run that ended. */
export interface PastRun {
  readonly kind: Kind;
  readonly session: string;
  readonly lengthMs: Ms;
  readonly prompting: boolean;
  /** Recorded children who were there from the beginning. */
  readonly present: ReadonlySet<string>;
  /** Of those who did anything. */
  readonly counts: ReadonlyMap<string, PastCount>;
}
export interface Past {
  readonly runs: readonly PastRun[];
  /** Recorded children of this lesson who took a floor in an earlier one. */
  readonly spokeBefore: ReadonlySet<string>;
}
export const noPast: Past = { runs: [], spokeBefore: new Set() };

export const keyOf = ({ activity, regime, scope, config }: Kind): string =>
  JSON.stringify([activity, regime, scope, config]);

/** The kinds of a lesson's runs, each once. */
export function kindsOf(runs: readonly RunRow[]): Kind[] {
  return [...new Map(runs.map((run) => [keyOf(run), run])).values()];
}

/** Everything counted of one child in a lesson's runs of one kind, over the time they took. */
export interface Sum extends PastCount {
  readonly ms: Ms;
  /** Prompts were marked in all of them. */
  readonly prompting: boolean;
}

/** `turns` and `requests` per 10 minutes, `prompts` per turn; null where it cannot be told. */
export function rateOf(measure: OwnMeasure, sum: Sum): number | null {
  if (measure === 'prompts') return sum.prompting && sum.turns > 0 ? sum.prompts / sum.turns : null;
  return sum.ms > 0 ? (sum[measure] / sum.ms) * 600_000 : null;
}

/** A child's sum of each earlier lesson in which it was there from the beginning. */
export function pastSums(past: Past, kind: Kind, child: string): Sum[] {
  const like = past.runs.filter((run) => keyOf(run.kind) === keyOf(kind) && run.present.has(child));
  return [...new Set(like.map(({ session }) => session))].map((session) =>
    summed(
      like
        .filter((run) => run.session === session)
        .map((run) => ({ ms: run.lengthMs, prompting: run.prompting, ...(run.counts.get(child) ?? none) })),
    ),
  );
}
const none: PastCount = { turns: 0, requests: 0, prompts: 0 };

/** A child's sum of this lesson's games of one kind; null where it played in none of them. */
export function sumOf(games: readonly Game[], child: string): Sum | null {
  const played = games.filter(({ roster }) => roster.includes(child));
  if (played.length === 0) return null;
  const count = (rows: readonly { readonly child: string | null }[]) =>
    rows.filter((row) => row.child === child).length;
  return summed(
    played.map((game) => ({
      ms: game.lengthMs,
      prompting: game.prompting,
      turns: count(game.turns.filter(({ taken }) => taken)),
      requests: count(game.requests),
      prompts: count(game.prompts),
    })),
  );
}

function summed(parts: readonly Sum[]): Sum {
  const add = (key: 'ms' | 'turns' | 'requests' | 'prompts') => parts.reduce((all, one) => all + one[key], 0);
  return {
    ms: add('ms'),
    turns: add('turns'),
    requests: add('requests'),
    prompts: add('prompts'),
    prompting: parts.every(({ prompting }) => prompting),
  };
}

/** The games of a lesson's runs of one kind. */
export function gamesLike(facts: ReviewFacts, kind: Kind): Game[] {
  const runs = new Set(facts.runs.filter((run) => keyOf(run) === keyOf(kind)).map(({ run }) => run));
  return facts.games.filter(({ run }) => runs.has(run));
}
