/** What a law is: a check on many random games, which throws with the seed of the first game that breaks it. */
import fc from 'fast-check';
import type { AnyActivity } from '../contract.ts';
import { play, type Game, type Manners, type Script } from '../play.ts';
import type { AnyInput, AnyState } from '../replay.ts';
import { frozen } from './frozen.ts';
import { scripts } from './scripts.ts';

export interface Effort {
  /** Random games for each law. */
  readonly runs: number;
  /** Repeats the games of an earlier run; its failure printed it. */
  readonly seed?: number;
  /** Report the first game that fails as it is, without looking for a smaller one. */
  readonly endOnFailure?: boolean;
}

/** Throws an Error when the activity breaks the law. */
export type Law = (activity: AnyActivity, effort: Effort) => void;

/** A law on single games: `check` throws where one breaks it. */
export function onScripts(manners: Manners, check: (activity: AnyActivity, script: Script) => void): Law {
  return (activity, effort) => {
    const { runs, ...rest } = effort;
    const property = fc.property(scripts(activity, manners), (script) => {
      check(frozen(activity), script);
    });
    fc.assert(property, { numRuns: runs, ...rest });
  };
}

/** A law on what was played; the states are deeply frozen. */
export function onGames(
  manners: Manners,
  check: (activity: AnyActivity, game: Game, script: Script) => void,
): Law {
  return onScripts(manners, (activity, script) => {
    check(activity, play(activity, script), script);
  });
}

/** A state of a game and how many inputs led to it. */
export interface Moment {
  readonly state: AnyState;
  readonly at: number;
  /** Number of the step that led here; 0 is setup. */
  readonly step: number;
  /** Seats in the group. */
  readonly present: readonly number[];
}

/** Every state of a game from setup on. */
export function momentsOf(game: Game): Moment[] {
  const present = new Set(game.first.setup.seats.map(({ seat }) => seat));
  const moments: Moment[] = [{ state: game.start.state, at: game.first.at, step: 0, present: [...present] }];
  for (const [index, { after, at, input }] of game.moves.entries()) {
    seatAs(present, input);
    moments.push({ state: after, at, step: index + 1, present: [...present] });
  }
  return moments;
}

/** A few moments spread over the game, the first among them. */
export function someMoments(game: Game, count: number): Moment[] {
  const moments = momentsOf(game);
  const stride = Math.max(1, Math.ceil(moments.length / count));
  return moments.filter((_, index) => index % stride === 0);
}

/** Keeps account of who sits in the group. */
export function seatAs(present: Set<number>, input: AnyInput): void {
  if (input.kind !== 'seat') return;
  if (input.change === 'joined') present.add(input.seat);
  if (input.change === 'left') present.delete(input.seat);
}

/** @throws Error with `message` unless `condition` */
export function must(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** An input in few words, for messages. */
export function told(input: AnyInput): string {
  return JSON.stringify(input);
}
