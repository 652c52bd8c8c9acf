/**
 * The live session: the one lesson that runs, and the one path by which anything in it changes.
 * A command meets due deadlines, validates, changes the lesson in memory and lists its entries and rows; the
 * journal makes them durable; then it is answered and shown. Knows no socket and no SQL.
 */
import type { AnyActivity } from '../../activities/_kit/contract.ts';
import type { Failure } from '../../src/wire/errors.ts';
import { StoreError } from '../store/port.ts';
import type { LogStore, PeopleStore, ReviewStore } from '../store/port.ts';
import { acts } from './acts.ts';
import { createAlarm } from './alarm.ts';
import type { Clocks, Handlers, Lessons, Principal, Publisher, SessionEvent } from './api.ts';
import type { RandomBytes } from './chance.ts';
import { claims, hasStill, takeBack } from './claims.ts';
import { devices } from './devices.ts';
import { groups } from './groups.ts';
import { ok, refuse } from './handlers.ts';
import type { Performs } from './handlers.ts';
import { createHolds } from './holds.ts';
import { createJournal } from './journal.ts';
import type { Journal, Loss } from './journal.ts';
import type { Live, SessionLog, Tools, Work } from './live.ts';
import { moments } from './moments.ts';
import { asBefore, open, prepare } from './opening.ts';
import { applyChanges, loadPeople } from './people.ts';
import { closeLesson, countSaved, lessonPhase, supersede } from './phases.ts';
import { createPresence, tellPresence } from './presence.ts';
import { createPacer } from './publish/pace.ts';
import type { Pace, Pacer } from './publish/pace.ts';
import { createCamera } from './publish/picture.ts';
import type { Picture } from './publish/picture.ts';
import { createSender } from './publish/sender.ts';
import { restore } from './restore.ts';
import type { Links } from './restore.ts';
import { roll } from './roll.ts';
import { runs } from './runs.ts';
import { spots, watchSpots } from './spots.ts';
import { closeFinishedRun, meetDeadlines } from './steps.ts';

export interface LessonsDeps {
  readonly store: LogStore & PeopleStore & ReviewStore;
  readonly clocks: Clocks;
  readonly publisher: Publisher;
  /** By id, in the order offered to teachers. */
  readonly activities: Readonly<Record<string, AnyActivity>>;
  readonly random: RandomBytes;
  /** Addresses of the join page, the likeliest first. */
  readonly joinUrls: () => readonly string[];
  readonly pace: Pace;
  readonly log: SessionLog;
}

/** Real ms between attempts to read a lesson back from a store that refuses. */
const retryMs = 1000;

/** Takes up the lesson that was open when the server stopped, paused; older open ones are closed. */
export async function createLessons(deps: LessonsDeps): Promise<Lessons> {
  const { store, clocks, activities } = deps;
  let live: Live | null = null;
  let journal: Journal | null = null;
  let pacer: Pacer | null = null;
  /** A lesson is being prepared: for that while there is none to change. */
  let starting = false;
  /** A lesson is being read back after a failed write: it is still the one that runs, and refuses with the reason. */
  let lost: { readonly was: ReturnType<Lessons['current']>; readonly code: Loss } | null = null;
  let stopped = false;

  const presence = createPresence(clocks, (device, away) => {
    if (live?.devices.has(device)) void perform((work) => (tellPresence(work, device, away), ok));
  });
  const holds = createHolds(
    clocks,
    (device) => presence.heardAt(device),
    (command) => {
      void perform((work) => (command(work), ok), 'games');
    },
  );
  const alarm = createAlarm(clocks, () => void perform(() => ok, 'games'));
  const sender = createSender(deps.publisher, clocks);
  const camera = createCamera(deps.joinUrls, presence);
  const tools: Tools = { random: deps.random, activities, hearing: presence, log: deps.log };

  function workOn(lesson: Live): Work {
    return { live: lesson, tools, wall: clocks.wall(), mono: clocks.mono(), entries: [], facts: [] };
  }

  /**
   * The one write path. The answer comes when it and all before it are durable.
   * @param scope what the command may change: only the games' states and the seats in hand, or anything.
   */
  function perform<A extends { readonly ok: boolean }>(
    command: (work: Work) => A,
    scope: 'games' | 'lesson' = 'lesson',
  ): Promise<A | Failure> {
    if (live === null) return Promise.resolve(refuse(lost?.code ?? 'no_lesson'));
    const work = workOn(live);
    try {
      meetDeadlines(work);
      closeFinishedRun(work);
      const answer = command(work);
      // A command may set a deadline for this very moment.
      meetDeadlines(work);
      closeFinishedRun(work);
      const asksOther = watchSpots(work);
      if (asksOther || answer.ok || work.entries.length > 0) {
        // A deadline that it met may have ended the run.
        const aroundGames = scope === 'lesson' || work.entries.some(({ kind }) => kind !== 'step');
        if (asksOther || aroundGames) work.live.frame += 1;
        pacer?.changed();
      }
      alarm.set(work.live, work.mono);
      holds.watch(work.live);
      return commit(work, answer);
    } catch (error) {
      // What the command had changed in memory cannot be trusted: back to what is durable.
      deps.log.error({ err: error }, 'a command failed');
      void readBack('not_saved');
      return Promise.resolve(refuse('server_error'));
    }
  }

  async function commit<A extends { readonly ok: boolean }>(work: Work, answer: A): Promise<A | Failure> {
    const loss = (await journal?.write(work.entries, work.facts)) ?? null;
    return loss === null ? answer : refuse(loss);
  }

  function show(picture: Picture): void {
    try {
      sender.show(picture);
    } catch (error) {
      deps.log.error({ err: error }, 'a change could not be sent');
    }
  }

  function adopt(lesson: Live): void {
    pacer?.end();
    const writes = createJournal(store, lesson.session.session, {
      handingOver: () => {
        if (!pace.due()) return null;
        const picture = camera.take(lesson);
        return () => show(picture);
      },
      lost: (reason) => {
        deps.log.error({ err: reason }, 'the record could not be written');
        void readBack(reason instanceof StoreError ? reason.code : 'not_saved');
      },
    });
    const pace = createPacer(clocks, deps.pace, () => void writes.write([], []));
    live = lesson;
    journal = writes;
    pacer = pace;
    presence.expect(lesson.devices.keys());
  }

  function current(): ReturnType<Lessons['current']> {
    if (live === null) return lost?.was ?? null;
    const { session, phase, rehearsal } = live.session;
    return phase === 'closed' ? null : { session, phase, rehearsal: rehearsal === 1 };
  }

  /** After a failed write: the lesson as the store has it, paused. */
  async function readBack(code: Loss): Promise<void> {
    if (live === null) return;
    const { session } = live.session;
    lost = { was: current(), code };
    const links: Links = new Map([...live.seats.values()].map(({ row, sitter }) => [row.seat, sitter]));
    alarm.off();
    holds.watch(null);
    pacer?.end();
    live = null;
    await journal?.settled();
    while (!stopped) {
      try {
        await takeUp(session, 'not_saved', links);
        break;
      } catch (error) {
        deps.log.error({ err: error }, 'the lesson could not be read back');
        await new Promise<void>((resolve) => clocks.after(retryMs, resolve));
      }
    }
    lost = null;
  }

  async function takeUp(session: string, why: 'restart' | 'not_saved', links: Links): Promise<void> {
    const restored = await restore(store, activities, session, why, links, deps.log);
    if (restored === null) return;
    restored.live.last = (await asBefore(store, activities, restored.live.session.class)).last;
    adopt(restored.live);
    const { superseded } = restored;
    if (superseded !== null) await perform((work) => (supersede(work, superseded), ok));
    else show(camera.take(restored.live));
  }

  const performs: Performs<Exclude<SessionEvent, 'lesson.start' | 'lesson.close' | 'hint'>> = {
    ...claims,
    ...devices,
    ...roll,
    ...groups,
    ...lessonPhase,
    ...runs,
    ...acts,
    ...moments,
    ...spots,
  };

  const ofLesson: Handlers<'lesson.start' | 'lesson.close'> = {
    'lesson.start': async (_by, payload) => {
      if (live !== null || starting || lost !== null) return refuse('lesson_running');
      starting = true;
      try {
        const opening = await prepare(store, activities, { clocks, random: deps.random }, payload);
        if (!opening.ok) return opening;
        adopt(opening.live);
        const { session } = opening.live.session;
        return await perform((work) => (open(work, opening), { ok: true, session } as const));
      } finally {
        starting = false;
      }
    },

    'lesson.close': async () => {
      const lesson = live;
      const closed = await perform(closeLesson);
      if (!closed.ok || lesson === null) return closed.ok ? refuse('no_lesson') : closed;
      try {
        const saved = await countSaved(store, lesson);
        return await perform(() => {
          lesson.saved = saved;
          return { ok: true, ...saved } as const;
        });
      } finally {
        // Closed is closed, also where it could not be counted.
        live = null;
      }
    },
  };

  /** Leaves no trace: it says that its device is there, which every packet does. */
  const hint: Handlers<'hint'>['hint'] = (by) => {
    presence.heard(by.device);
    return Promise.resolve(ok);
  };

  const [newest, ...older] = await store.openSessions();
  for (const session of older) {
    await takeUp(session, 'restart', new Map());
    await perform(closeLesson);
    live = null;
  }
  if (newest !== undefined) await takeUp(newest, 'restart', new Map());

  return {
    handlers: { ...handlersOf(performs, perform), ...ofLesson, hint },
    current,
    snapshot: (audience) => sender.snapshot(audience),
    returned: async (device, remembered) => {
      // A class that comes back as it was leaves the picture as it is.
      if (live === null || hasStill(live, device, remembered)) return;
      await perform((work) => (takeBack(work, device, remembered), ok));
    },
    heard: (device) => presence.heard(device),
    lost: (device) => {
      presence.lost(device);
      sender.forget(device);
      // Nobody looks at a private view on a closed page.
      if (live?.inHand.has(device))
        void perform(({ live: lesson }) => (lesson.inHand.delete(device), ok), 'games');
    },
    peopleChanged: async (children) => {
      if (live === null) return;
      const { session, class: classId } = live.session;
      const members = new Set((await store.members(classId)).map(({ child }) => child));
      const people = await loadPeople(store, children);
      await perform((work) => {
        if (work.live.session.session === session) applyChanges(work, people, members);
        return ok;
      });
    },
    stop: async () => {
      stopped = true;
      alarm.off();
      holds.watch(null);
      presence.stop();
      await journal?.settled();
      live = null;
    },
  };
}

/** Events that change only the games' states and the seats in hand. */
const ofGames: ReadonlySet<string> = new Set<SessionEvent>(['act', 'act.adult', 'hand']);

/** Each synchronous command behind the write path, under its event's name. */
function handlersOf<E extends SessionEvent>(
  performs: Performs<E>,
  perform: (command: (work: Work) => { readonly ok: boolean }, scope: 'games' | 'lesson') => Promise<unknown>,
): Handlers<E> {
  type Command = (work: Work, by: Principal, payload: unknown) => { readonly ok: boolean };
  const handlers: Record<string, (by: Principal, payload: unknown) => Promise<unknown>> = {};
  for (const [event, command] of Object.entries<Command>(performs as never)) {
    const scope = ofGames.has(event) ? 'games' : 'lesson';
    handlers[event] = (by, payload) => perform((work) => command(work, by, payload), scope);
  }
  return handlers as unknown as Handlers<E>;
}
