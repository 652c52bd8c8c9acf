/** A replay shows at any moment what the classroom screen was shown live. */
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../activities/_kit/canonical.ts';
import type { AnyActivity, View } from '../../activities/_kit/contract.ts';
import { rngFor } from '../../activities/_kit/rng.ts';
import { activities } from '../../activities/registry.rules.ts';
import { filmOf } from '../../src/review/replay/film.ts';
import type { Film } from '../../src/review/replay/film.ts';
import type { RunReplay } from '../../src/wire/replay.ts';
import { playLesson } from '../support/playedLesson.ts';
import type { Played, Shown } from '../support/playedLesson.ts';

const long = process.env['CIRCLETIME_LONG'] === '1';
/** Lessons of each activity, and moments of each that are looked at. */
const lessons = long ? 12 : 1;
const moments = long ? 200 : 10;

/** As it comes over the wire. */
async function replayOf({ room, session }: Played): Promise<RunReplay> {
  return JSON.parse(JSON.stringify(await room.store.replay(session, 1))) as RunReplay;
}

function filmIn(activity: AnyActivity, { logs }: RunReplay): Film {
  const made = filmOf(activity, logs);
  if ('unplayable' in made) throw new Error(made.unplayable);
  return made.film;
}

/**
 * What the screen showed of the group at that moment: the last picture published until then. Several that were published
 * at the same time of the run's clock count as one.
 */
function liveAt(shown: readonly Shown[], group: number, at: number): Shown {
  const until = shown.filter((one) => one.group === group && one.at <= at);
  const last = until[until.length - 1];
  if (last === undefined) throw new Error(`nothing was shown of group ${group} at ${at}`);
  return last;
}

/**
 * Moments, drawn by the seed, at which the replay shows something else than the screen did. A step is published a little
 * after it was made, so the replay is asked for the moment at which the picture came that the screen then showed.
 */
function differences(played: Played, film: Film, { lengthMs, groups }: RunReplay, seed: number): string[] {
  const rng = rngFor(seed, 1);
  return Array.from({ length: moments }, () => rng.int(lengthMs + 1)).flatMap((at) =>
    groups.flatMap((group) => {
      const live = liveAt(played.shown, group, at);
      const part = film.shownAt(live.at).find((one) => one.group === group);
      return hashOf(part) === live.hash ? [] : [`seed ${seed}, group ${group} at ${at} ms (seq ${live.seq})`];
    }),
  );
}

const seeds = Array.from({ length: lessons }, () => Math.floor(Math.random() * 0x7fff_ffff));

describe.each(Object.values(activities))('a replay of $id', (activity) => {
  it.each(seeds)('shows at ten moments drawn by %i what was live', async (seed) => {
    const groups = activity.scope === 'group' || seed % 2 === 0 ? 2 : 0;
    const played = await playLesson({ activity, seed, groups, children: 8, guests: ['child-8'] });
    expect(played.room.faults).toEqual([]);
    const replay = await replayOf(played);
    expect(replay.missing).toBeNull();
    const pictures = new Set(played.shown.map(({ hash }) => hash)).size;
    console.log(
      `${activity.id}: seed ${seed}, ${replay.lengthMs} ms, ${replay.logs.reduce((sum, log) => sum + log.steps.length, 0)} steps, ${pictures} pictures`,
    );
    expect(pictures, 'a lesson in which nothing happened proves nothing').toBeGreaterThan(10);
    expect(differences(played, filmIn(activity, replay), replay, seed)).toEqual([]);
  });
});

describe('what the log does not hold', () => {
  const seed = seeds[0] ?? 1;
  const nameBall = activities['name-ball']!;
  /** Something of the world that is another one when the lesson is looked at later. */
  let weather = 1;
  const play = async (activity: AnyActivity) => {
    weather = 1;
    const played = await playLesson({ activity, seed, groups: 2, children: 6 });
    weather = 2;
    return { played, replay: await replayOf(played) };
  };

  it('is noticed where a view shows it', async () => {
    const moody: AnyActivity = {
      ...nameBall,
      view: {
        ...nameBall.view,
        screen: (shared: never) => ({ ...(nameBall.view.screen(shared) as View), weather }),
      },
    };
    const { played, replay } = await play(moody);
    expect(differences(played, filmIn(moody, replay), replay, seed)).not.toEqual([]);
  });

  it('is noticed where the rules reckon with it', async () => {
    const moody: AnyActivity = {
      ...nameBall,
      reduce: (state: never, input: never, env) =>
        nameBall.reduce(state, input, { ...env, now: env.now + weather }),
    };
    const { played, replay } = await play(moody);
    const made = filmOf(moody, replay.logs);
    const differs = 'unplayable' in made || differences(played, made.film, replay, seed).length > 0;
    expect(differs).toBe(true);
  });
});
