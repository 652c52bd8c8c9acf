/**
 * The console's rehearsal: a class of robots in a lesson of their own. The robots are real clients on real
 * connections that join as tablets and play; the adult steers the lesson and taps for groups without a tablet.
 */
import type { AnyActivity } from '../activities/_kit/contract.ts';
import { joinAsTablets } from '../robots/rehearsal.ts';
import type { Publish, ScreenParts } from '../src/wire/publish.ts';
import type { Failure } from '../src/wire/errors.ts';
import type { Payload } from '../src/wire/schemas.ts';
import { maxGroups, maxSeatsPerTablet } from '../src/wire/vocabulary.ts';
import { makeSampleClass } from './roster/sample.ts';
import type { SampleWords } from './roster/sample.ts';
import type { Handlers, Lessons, Principal } from './session/api.ts';
import type { PeopleStore } from './store/port.ts';

export interface Rehearsal {
  readonly lessons: Lessons;
  readonly people: PeopleStore;
  readonly activities: Readonly<Record<string, AnyActivity>>;
  /** Where the robots reach the server. */
  readonly url: string;
  readonly words: (children: number) => SampleWords;
  readonly wall: () => number;
  /** A robot could not join; the lesson goes on without it. */
  readonly fault: (what: string, error: unknown) => void;
}

type Wish = Payload<'rehearsal.start'>;

export function createRehearsal(on: Rehearsal): {
  readonly handlers: Handlers<'rehearsal.start' | 'lesson.close'>;
  /** Sends the robots away. */
  readonly stop: () => void;
} {
  const session = on.lessons.handlers;
  let leaving = new AbortController();
  const stop = (): void => leaving.abort();

  function sendRobots({ tablets, speed }: Wish): void {
    const seen = on.lessons.snapshot({ kind: 'screen' })?.publish as Publish<ScreenParts> | undefined;
    const door = seen?.parts.stage?.join?.door;
    if (!door) return;
    leaving = new AbortController();
    const { url, activities } = on;
    joinAsTablets({ url, door, tablets, speed, activities, seed: on.wall(), signal: leaving.signal }).catch(
      (error: unknown) => on.fault('rehearsal', error),
    );
  }

  async function start(by: Principal, wish: Wish): Promise<{ ok: true; session: string } | Failure> {
    const activity = on.activities[wish.activity];
    if (!activity) return { ok: false, code: 'no_such_activity' };
    if (on.lessons.current()) return { ok: false, code: 'lesson_running' };
    stop();
    const classId = await robotClass(on, wish.children);
    const { speed } = wish;
    const lesson = { classId, rehearsal: true, speed, confirmDate: true };
    const started = await session['lesson.start'](by, lesson);
    if (!started.ok) return started;
    const prepared = await prepare(session, by, wish, activity);
    if (!prepared.ok) return prepared;
    sendRobots(wish);
    return started;
  }

  return {
    handlers: {
      'rehearsal.start': start,
      'lesson.close': async (by, payload) => {
        const answer = await session['lesson.close'](by, payload);
        if (answer.ok) stop();
        return answer;
      },
    },
    stop,
  };
}

/** The class of so many robots; it is made once and found again by its name. */
async function robotClass({ people, words, wall }: Rehearsal, children: number): Promise<string> {
  const { className, names } = words(children);
  const known = (await people.classes()).find(({ name, sample }) => sample && name === className);
  return known?.classId ?? makeSampleClass(people, { className, names }, wall());
}

/** A group for each tablet, and no group larger than a tablet could hold. */
async function prepare(
  session: Lessons['handlers'],
  by: Principal,
  { children, tablets }: Wish,
  activity: AnyActivity,
): Promise<{ readonly ok: true } | Failure> {
  const count = Math.min(maxGroups, children, Math.max(1, tablets, Math.ceil(children / maxSeatsPerTablet)));
  const grouped = await session['groups.propose'](by, { how: 'random', count });
  if (!grouped.ok) return grouped;
  const scope = activity.scope === 'class' ? 'class' : 'group';
  const config = activity.defaults as Payload<'activity.choose'>['config'];
  return session['activity.choose'](by, { activity: activity.id, config, scope });
}
