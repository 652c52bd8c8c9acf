/** A lesson played through the session by children of chance, while everything its screen is shown is kept. */
import { hashOf } from '../../activities/_kit/canonical.ts';
import type { AnyActivity, Deed, Rng } from '../../activities/_kit/contract.ts';
import { rngFor } from '../../activities/_kit/rng.ts';
import type { AnyAction } from '../../activities/_kit/replay.ts';
import type { HeldSeat, TabletParts } from '../../src/wire/publish.ts';
import { classroom, consent, startLesson } from './classroom.ts';
import type { Classroom } from './classroom.ts';
import { newActionId, seatGroup, startRun } from './games.ts';

/** One group's picture on the classroom screen from a moment on. */
export interface Shown {
  readonly group: number;
  /** The run's clock and the session's seq when it was published. */
  readonly at: number;
  readonly seq: number;
  /** Of the whole part: view, goal, outcome. */
  readonly hash: string;
}

export interface Played {
  readonly room: Classroom;
  readonly session: string;
  /** In the order of publishing. */
  readonly shown: readonly Shown[];
  /** The children who withdrew while the game ran. */
  readonly withdrawn: readonly string[];
}

export interface Play {
  readonly activity: AnyActivity;
  readonly seed: number;
  /** Groups with a tablet each; 0: the whole class, tablets and all. */
  readonly groups: number;
  readonly children: number;
  readonly guests?: readonly string[];
  /** At most so many moves; the teacher ends what is still on. */
  readonly moves?: number;
}

/** Children on tablets may be heard of as seldom as this without their pads being let go (ms). */
const heardEveryMs = 700;
const longestThoughtMs = 5000;

/** 开始上课, one run of the activity with all that befalls a lesson, 下课. */
export async function playLesson(play: Play): Promise<Played> {
  const { activity, groups, children, guests = [] } = play;
  const lesson: Lesson = {
    play,
    rng: rngFor(play.seed, 0),
    room: await classroom({ children, guests, activities: { [activity.id]: activity } }),
    shown: [],
  };
  watchScreen(lesson);
  const session = await startLesson(lesson.room, Math.max(1, groups));
  for (let group = 1; group <= Math.max(1, groups); group += 1)
    await seatGroup(lesson.room, deviceOf(group), group);
  await startRun(lesson.room, activity.id, {}, groups === 0 ? 'class' : 'group');
  const withdrawn = await playOn(lesson);
  if (lesson.room.console().run?.status === 'playing') await lesson.room.did('run.end', { group: null });
  await lesson.room.settle();
  await lesson.room.did('lesson.close', {});
  return { room: lesson.room, session, shown: lesson.shown, withdrawn };
}

interface Lesson {
  readonly play: Play;
  readonly rng: Rng;
  room: Classroom;
  readonly shown: Shown[];
}

const deviceOf = (group: number): string => `tablet-${group}`;

function watchScreen({ room, shown }: Lesson): void {
  const { publisher } = room;
  const show = publisher.toScreens;
  Object.assign(publisher, {
    toScreens: (publish: Parameters<typeof show>[0]) => {
      show(publish);
      const followed = publisher.screen();
      if (followed?.parts.run?.status !== 'playing' && followed?.parts.run?.status !== 'over') return;
      for (const group of followed.parts.run.groups) {
        const part = followed.parts[`group:${group}`];
        if (part) shown.push({ group, at: followed.clock.now, seq: followed.seq, hash: hashOf(part) });
      }
    },
  });
}

/** The move at which a child's consent is taken back. */
const withdrawal = 10;

/** What else happens, by how many moves were made. Each is an ordinary thing of an ordinary lesson. */
const incidents: Readonly<Record<number, (lesson: Lesson) => Promise<unknown>>> = {
  2: ({ room }) => room.did('note.add', { text: '第一次自己先说', child: 'child-1' }),
  4: async (lesson) => {
    await lesson.room.did('run.pause', {});
    await pass(lesson, 20_000);
    await lesson.room.did('run.resume', {});
  },
  5: ({ room }) => room.did('code.add', { code: 'INIT', child: 'child-2' }),
  // Power is cut in the middle of the game; the same lesson comes back, paused.
  7: async (lesson) => {
    lesson.room = await lesson.room.restart();
    watchScreen(lesson);
    await lesson.room.settle();
    for (let group = 1; group <= Math.max(1, lesson.play.groups); group += 1)
      lesson.room.open(deviceOf(group));
    await lesson.room.did('run.resume', {});
  },
  [withdrawal]: (lesson) => withdraw(lesson, 'child-3'),
  13: ({ room }) => room.did('roll.mark', { child: 'child-4', status: 'absent' }),
  16: ({ room }) => room.did('roll.mark', { child: 'child-4', status: 'late' }),
};

async function withdraw({ room }: Lesson, child: string): Promise<void> {
  await room.store.addConsents([consent(child, 'no')]);
  await room.lessons.peopleChanged([child]);
}

/** Returns who withdrew. */
async function playOn(lesson: Lesson): Promise<string[]> {
  const { rng, play } = lesson;
  const withdrawn: string[] = [];
  for (let move = 0; move < (play.moves ?? 250); move += 1) {
    if (lesson.room.console().run?.status !== 'playing') break;
    await incidents[move]?.(lesson);
    await lesson.room.settle();
    if (move === withdrawal) withdrawn.push('child-3');
    const acted = (await childActs(lesson)) || (await adultActs(lesson));
    await pass(lesson, acted ? rng.int(longestThoughtMs) : longestThoughtMs + rng.int(longestThoughtMs));
  }
  return withdrawn;
}

/** Time in which the tablets are heard of, as they are while their pages are open. */
async function pass({ room, play }: Lesson, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= heardEveryMs) {
    for (let group = 1; group <= Math.max(1, play.groups); group += 1) room.lessons.heard(deviceOf(group));
    await room.pass(Math.min(left, heardEveryMs));
  }
}

interface Wish {
  readonly device: string;
  readonly held: HeldSeat;
  readonly action: AnyAction;
}

/** Somebody does what the own view offers; false where nobody can or wants to. */
async function childActs(lesson: Lesson): Promise<boolean> {
  const { room, rng, play } = lesson;
  const devices = Array.from({ length: Math.max(1, play.groups) }, (_, index) => deviceOf(index + 1));
  for (const device of devices) await takeInHand(room, device);
  const wishes = devices.flatMap((device) => wishesOn(room, device, play.activity, rng));
  if (wishes.length === 0) return false;
  const { device, held, action } = rng.pick(wishes);
  // Who peeks holds the own animal.
  if (action.type === 'peek') await room.tapped(device, 'hand', { seat: held.seat });
  const { run, group } = room.tablet(device);
  const answer = await room.tap(device, 'act', {
    ...{ actionId: newActionId(), run: run?.run ?? 1, group: group?.group ?? 0, seat: held.seat },
    ...{ epoch: held.epoch, asOf: group?.view.asOf ?? 0, action: { ...action }, shownMs: 900, queued: false },
  });
  await room.settle();
  return answer.ok;
}

/** The child whose turn is open has the tablet in hand. */
async function takeInHand(room: Classroom, device: string): Promise<void> {
  const { group, own } = room.tablet(device);
  const { floor } = (group?.view ?? {}) as { floor?: { speaker: number | 'adult'; state: string } | null };
  const holder =
    floor?.state === 'claimed' ? own.seats.find(({ seat }) => seat === floor.speaker) : undefined;
  await room.tapped(device, 'hand', { seat: holder?.seat ?? null });
  await room.settle();
}

function wishesOn(room: Classroom, device: string, activity: AnyActivity, rng: Rng): Wish[] {
  const { own, run }: TabletParts = room.tablet(device);
  if (run?.status !== 'playing') return [];
  return own.seats.flatMap((held) => {
    const view = own.views[String(held.seat)];
    const acts = view === undefined ? [] : (activity.legal.seat(view) as readonly AnyAction[]);
    if (acts.length === 0 || rng.int(reluctance(acts)) > 0) return [];
    return [{ device, held, action: rng.pick(acts) }];
  });
}

/** One in so many acts: whoever holds a pad, or could do nothing but pass, mostly lets it be. */
function reluctance(acts: readonly AnyAction[]): number {
  if (acts.some(({ type }) => type === 'release')) return 6;
  return acts.every(({ type }) => type === 'pass') ? 8 : 1;
}

async function adultActs({ room, rng, play }: Lesson): Promise<boolean> {
  const { run } = room.console();
  if (run === null || rng.int(3) > 0) return false;
  const group = rng.pick(run.groups);
  const view = room.console()[`group:${group}`]?.view;
  const deeds =
    view === undefined ? [] : (play.activity.legal.facilitator(view) as readonly Deed<AnyAction>[]);
  if (view === undefined || deeds.length === 0) return false;
  const { by, action } = rng.pick(deeds);
  const answer = await room.send('act.adult', {
    ...{ actionId: newActionId(), run: run.run, group, by, asOf: view.asOf, action: { ...action } },
    ...{ shownMs: null, queued: false },
  });
  await room.settle();
  return answer.ok;
}
