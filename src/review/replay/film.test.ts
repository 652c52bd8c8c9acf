import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../activities/_kit/canonical.ts';
import type { AnyActivity } from '../../../activities/_kit/contract.ts';
import { play } from '../../../activities/_kit/play.ts';
import type { AnyState } from '../../../activities/_kit/replay.ts';
import { rngFor } from '../../../activities/_kit/rng.ts';
import { talkingCircle } from '../../../activities/talking-circle/rules.ts';
import type { GroupLog } from '../../wire/replay.ts';
import { filmOf, goalOf } from './film.ts';
import type { Film } from './film.ts';

const activity: AnyActivity = talkingCircle;
/** Longer than what lies between two kept states. */
const longEnough = 131;
const { seed, game } = longGame(Math.floor(Math.random() * 0x7fff_ffff));

/** The first seed from here on whose children play that long; some games end early. */
function longGame(from: number): { readonly seed: number; readonly game: ReturnType<typeof play> } {
  const played = play(activity, {
    seed: from,
    config: { ...talkingCircle.defaults, regime: 'queue', minutes: 15 },
    seats: [11, 5, 7, 23].map((seat) => ({ seat, tablet: 1 })),
    manners: { silent: 0, seats: 2, skip: 3, extend: 3 },
    moves: 600,
  });
  return played.moves.length >= longEnough ? { seed: from, game: played } : longGame(from + 1);
}
/** A round that comes to its end, some of it by the clock. */
const round = play(activity, {
  seed: 7,
  config: talkingCircle.defaults,
  seats: [1, 2, 3, 4].map((seat) => ({ seat, tablet: 1 })),
  manners: { silent: 40, seats: 0, skip: 0, extend: 0 },
  moves: 300,
});
const last = game.moves[game.moves.length - 1]!.after;

function logOf(group: number, moves = game.moves, { first, start } = game): GroupLog {
  const state = moves[moves.length - 1]?.after ?? start.state;
  const outcome = activity.outcome(state);
  return {
    group,
    setup: first,
    steps: moves.map(({ at, input }, index) => ({ seq: 2 + index, at, input })),
    end: outcome === null ? null : { outcome, goal: activity.goal(state.shared) },
  };
}

function filmIn(made: ReturnType<typeof filmOf>): Film {
  if ('unplayable' in made) throw new Error(`${made.unplayable} (seed ${seed})`);
  return made.film;
}
const pictureOf = (state: AnyState) => hashOf(activity.view.screen(state.shared));
const shownIn = (film: Film, at: number) => hashOf(film.shownAt(at)[0]?.view);

/** The state after every step up to and at `at`. */
function stateAt(at: number): AnyState {
  const past = game.moves.filter((move) => move.at <= at);
  return past[past.length - 1]?.after ?? game.start.state;
}

describe('a film', () => {
  it(`shows every moment as it was, in whatever order it is asked (seed ${seed})`, () => {
    const film = filmIn(filmOf(activity, [logOf(1)]));
    const rng = rngFor(seed, 0);
    const times = rng.shuffle(game.moves.flatMap(({ at }) => [at - 1, at, at + 1]));
    for (const at of times) expect(shownIn(film, at), `at ${at}, seed ${seed}`).toBe(pictureOf(stateAt(at)));
  });

  it('shows the beginning before the first step and the end after the last', () => {
    const film = filmIn(filmOf(activity, [logOf(1)]));
    expect(shownIn(film, -1)).toBe(pictureOf(game.start.state));
    expect(shownIn(film, Number.MAX_SAFE_INTEGER)).toBe(pictureOf(last));
    expect(film.shownAt(Number.MAX_SAFE_INTEGER)[0]?.outcome).toBe(activity.outcome(last));
  });

  it.each([0, 1, 63, 64, 65, 128])('of a game left off after %i steps shows all of them', (steps) => {
    const moves = game.moves.slice(0, steps);
    const film = filmIn(filmOf(activity, [logOf(1, moves)]));
    expect(shownIn(film, Number.MAX_SAFE_INTEGER)).toBe(
      pictureOf(moves[steps - 1]?.after ?? game.start.state),
    );
    expect(shownIn(film, -1)).toBe(pictureOf(game.start.state));
  });

  it('gives the same part for as long as nothing happens, so that nothing is drawn anew', () => {
    const film = filmIn(filmOf(activity, [logOf(1)]));
    const { at } = game.moves[5]!;
    expect(film.shownAt(at)[0]).toBe(film.shownAt(at)[0]);
  });

  it('shows all groups at the same moment, and the class’s goal is their sum', () => {
    const parts = filmIn(filmOf(activity, [logOf(1), logOf(2)])).shownAt(Number.MAX_SAFE_INTEGER);
    expect(parts.map(({ group }) => group)).toEqual([1, 2]);
    const { done, of } = activity.goal(last.shared);
    expect(goalOf(parts)).toEqual({ done: 2 * done, of: 2 * of });
  });
});

describe('a run is not shown', () => {
  const log = logOf(1, round.moves, round);
  const reasonOf = (rules: AnyActivity | undefined, logs = [log]) => {
    const made = filmOf(rules, logs);
    return 'unplayable' in made ? made.unplayable : 'shown';
  };

  it('where its activity is gone', () => expect(reasonOf(undefined)).toBe('gone'));

  it('where it was played by another version of the rules', () => {
    expect(reasonOf({ ...activity, version: activity.version + 1 })).toBe('other_version');
  });

  it('where the rules refuse what they once took', () => {
    const stricter: AnyActivity = {
      ...activity,
      reduce: (state: never, input: never, env) =>
        env.now >= round.moves[5]!.at ? { ok: false, refusal: 'over' } : activity.reduce(state, input, env),
    };
    expect(reasonOf(activity)).toBe('shown');
    expect(reasonOf(stricter)).toBe('differs');
  });

  it('where the rules throw', () => {
    const broken: AnyActivity = {
      ...activity,
      reduce: () => {
        throw new Error('planted');
      },
    };
    expect(reasonOf(broken)).toBe('differs');
  });

  it('where they would have waited longer: a timer fired that was not due', () => {
    const slower: AnyActivity = {
      ...activity,
      timers: (state: never) =>
        activity.timers(state).map((timer) => ({ ...timer, fireAt: timer.fireAt + 1 })),
    };
    expect(log.steps.some(({ input }) => input.kind === 'timer')).toBe(true);
    expect(reasonOf(slower)).toBe('differs');
  });

  it('where they come to another end than the record tells', () => {
    const { end } = log;
    expect(end).not.toBeNull();
    expect(reasonOf(activity, [{ ...log, end: { ...end!, outcome: end!.outcome === 'done' ? 'ended' : 'done' } }])).toBe('differs'); // prettier-ignore
    expect(reasonOf(activity, [{ ...log, end: { ...end!, goal: { ...end!.goal, done: end!.goal.done + 1 } } }])).toBe('differs'); // prettier-ignore
  });

  it('where one of its groups cannot be: half a class is not what was live', () => {
    expect(reasonOf(activity, [log, { ...log, group: 2, setup: { ...log.setup, version: 0 } }])).toBe('other_version'); // prettier-ignore
  });
});
