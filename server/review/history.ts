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
  /** See kindKey. */
  readonly kind: string;
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
  /** Recorded children of this lesson who were there, and recorded, in an earlier one in which something was played. */
  readonly hereBefore: ReadonlySet<string>;
}
export const noPast: Past = { runs: [], spokeBefore: new Set(), hereBefore: new Set() };

/** The same text for runs of one kind. */
export const kindKey = ({ activity, regime, scope, config }: Kind): string =>
  JSON.stringify([activity, regime, scope, config]);

/** The kinds of a lesson's runs by their keys. */
export function kindsOf(runs: readonly RunRow[]): ReadonlyMap<string, Kind> {
  return new Map(runs.map((run) => [kindKey(run), run]));
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
  // Multiplied first: equal rates of lessons of other lengths are then the same number.
  return sum.ms > 0 ? (sum[measure] * 600_000) / sum.ms : null;
}

/** Each child's sums, one for each earlier lesson in which it was there from the beginning. */
export function pastSums(past: Past, kind: string): ReadonlyMap<string, readonly Sum[]> {
  const lessons = new Map<string, PastRun[]>();
  for (const run of past.runs) {
    if (run.kind === kind) lessons.set(run.session, [...(lessons.get(run.session) ?? []), run]);
  }
  const sums = new Map<string, Sum[]>();
  for (const runs of lessons.values()) {
    for (const child of runs[0]?.present ?? []) {
      const parts = runs.map((run) => ({ ms: run.lengthMs, prompting: run.prompting, ...(run.counts.get(child) ?? none) })); // prettier-ignore
      sums.set(child, [...(sums.get(child) ?? []), summed(parts)]);
    }
  }
  return sums;
}
const none: PastCount = { turns: 0, requests: 0, prompts: 0 };

/** Each child's sum of this lesson's games of one kind. */
export function sumsOf(games: readonly Game[]): ReadonlyMap<string, Sum> {
  const parts = new Map<string, Sum[]>();
  for (const game of games) {
    const own = { turns: tally(game.turns.filter(({ taken }) => taken)), requests: tally(game.requests), prompts: tally(game.prompts) }; // prettier-ignore
    for (const child of game.roster) {
      const count = (of: keyof PastCount) => own[of].get(child) ?? 0;
      const counts = { turns: count('turns'), requests: count('requests'), prompts: count('prompts') };
      const part = { ms: game.lengthMs, prompting: game.prompting, ...counts };
      parts.set(child, [...(parts.get(child) ?? []), part]);
    }
  }
  return new Map([...parts].map(([child, of]) => [child, summed(of)]));
}

/** How many of the rows are each child's. */
function tally(rows: readonly { readonly child: string | null }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { child } of rows) if (child !== null) counts.set(child, (counts.get(child) ?? 0) + 1);
  return counts;
}

function summed([first, ...more]: readonly Sum[]): Sum {
  if (first === undefined) throw new Error('a sum of nothing');
  return more.reduce(
    (sum, part) => ({
      ms: sum.ms + part.ms,
      turns: sum.turns + part.turns,
      requests: sum.requests + part.requests,
      prompts: sum.prompts + part.prompts,
      prompting: sum.prompting && part.prompting,
    }),
    first,
  );
}

/** The games of a lesson's runs of one kind. */
export function gamesLike(facts: ReviewFacts, kind: string): Game[] {
  const runs = new Set(facts.runs.filter((run) => kindKey(run) === kind).map(({ run }) => run));
  return facts.games.filter(({ run }) => runs.has(run));
}
