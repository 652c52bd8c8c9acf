/** A live session over a store: tests send events as its tablets and its teacher. Needs no test runner. */
import { randomBytes } from 'node:crypto';
import type { AnyActivity } from '../../activities/_kit/contract.ts';
import { activities as bundled } from '../../activities/registry.rules.ts';
import type { Lessons, Principal, SessionEvent } from '../../server/session/api.ts';
import type { RandomBytes } from '../../server/session/chance.ts';
import { createLessons } from '../../server/session/lessons.ts';
import type { Pace } from '../../server/session/publish/pace.ts';
import type { Consent, Store } from '../../server/store/port.ts';
import type { AnswerOf } from '../../src/wire/answers.ts';
import type { ConsoleParts, ScreenParts, TabletParts } from '../../src/wire/publish.ts';
import type { Payload } from '../../src/wire/schemas.ts';
import type { ConsentAnswer } from '../../src/wire/vocabulary.ts';
import type { FakeClocks } from './fakeClocks.ts';
import { recordingPublisher } from './recordingPublisher.ts';
import type { RecordingPublisher } from './recordingPublisher.ts';
import { nine } from './rows.ts';

export type Succeeded<E extends SessionEvent> = Extract<AnswerOf<E>, { readonly ok: true }>;

export interface Classroom {
  readonly store: Store;
  readonly clocks: FakeClocks;
  readonly publisher: RecordingPublisher;
  readonly lessons: Lessons;
  /** Faults that the session logged. */
  readonly faults: string[];
  /** An event of the facilitator, or of a tablet. */
  send<E extends SessionEvent>(event: E, payload: Payload<E>): Promise<AnswerOf<E>>;
  tap<E extends SessionEvent>(device: string, event: E, payload: Payload<E>): Promise<AnswerOf<E>>;
  /** The same, of which the test knows that they must succeed. */
  did<E extends SessionEvent>(event: E, payload: Payload<E>): Promise<Succeeded<E>>;
  tapped<E extends SessionEvent>(device: string, event: E, payload: Payload<E>): Promise<Succeeded<E>>;
  /** Time passes; everything it caused is written and shown. */
  pass(ms: number): Promise<void>;
  settle(): Promise<void>;
  screen(): ScreenParts;
  console(): ConsoleParts;
  tablet(device: string): TabletParts;
  /** Opens a page, as a browser does: hello, snapshot, heard. */
  open(device: string): void;
  /** The server process ends without a word, and another takes up the same store. */
  restart(over?: Pick<RoomOptions, 'activities'>): Promise<Classroom>;
}

export interface RoomOptions {
  readonly activities?: Readonly<Record<string, AnyActivity>>;
  /** Every change is shown at once, unless a test says otherwise. */
  readonly pace?: Pace;
  /** Wraps the store, for faults. */
  readonly through?: (store: Store) => Store;
  /** Where chance must be the same each time. */
  readonly random?: RandomBytes;
}

export function consent(child: string, answer: ConsentAnswer): Consent {
  return {
    ...{ child, answer, purpose: 'record', date: '2026-03-01', giver: 'parent', way: 'signed_form' },
    ...{ assent: null, enteredWall: nine },
  };
}

/** A session of its own over `store`, as a server has it; the store stays open. */
export async function openRoom(
  store: Store,
  clocks: FakeClocks,
  options: RoomOptions = {},
): Promise<Classroom> {
  const publisher = recordingPublisher();
  const faults: string[] = [];
  const lessons = await createLessons({
    store: options.through?.(store) ?? store,
    clocks,
    publisher,
    activities: options.activities ?? bundled,
    random: options.random ?? ((bytes) => randomBytes(bytes)),
    joinUrls: () => ['http://192.168.1.5:8765/join'],
    pace: options.pace ?? { atOnce: 1, perSecond: Infinity },
    log: {
      warn: (_, message) => void faults.push(message),
      error: (_, message) => void faults.push(message),
    },
  });
  const teacher: Principal = {
    device: 'laptop',
    role: 'facilitator',
    account: 'teacher',
    session: null,
    loopback: true,
  };
  const tablet = (device: string): Principal => ({
    ...{ device, role: 'tablet', account: null, loopback: false },
    session: lessons.current()?.session ?? null,
  });

  const self: Classroom = {
    store,
    clocks,
    publisher,
    lessons,
    faults,
    send: (event, payload) => lessons.handlers[event](teacher, payload),
    tap: (device, event, payload) => lessons.handlers[event](tablet(device), payload),
    did: async (event, payload) => succeeded(event, await self.send(event, payload)),
    tapped: async (device, event, payload) => succeeded(event, await self.tap(device, event, payload)),
    pass: async (ms) => {
      clocks.pass(ms);
      await self.settle();
    },
    settle: async () => {
      // A store call and the publish behind it take a few turns of the event loop each.
      for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    },
    screen: () => publisher.screen()?.parts as ScreenParts,
    console: () => publisher.console()?.parts as ConsoleParts,
    tablet: (device) => publisher.tablet(device)?.parts as TabletParts,
    open: (device) => {
      const snapshot = lessons.snapshot({ kind: 'tablet', device });
      if (snapshot !== null) publisher.greet(device, snapshot.publish);
      lessons.heard(device);
    },
    restart: (over = {}) => {
      clocks.silence();
      return openRoom(store, clocks, { ...options, ...over });
    },
  };
  return self;
}

function succeeded<E extends SessionEvent>(event: E, answer: AnswerOf<E>): Succeeded<E> {
  if (!answer.ok) throw new Error(`${event}: ${answer.code} ${answer.where ?? ''}`);
  return answer;
}

/** 开始上课 with everyone present in `groups` groups. */
export async function startLesson(room: Classroom, groups = 1): Promise<string> {
  const { session } = await room.did('lesson.start', {
    ...{ classId: 'class-1', rehearsal: false, speed: 1, confirmDate: false },
  });
  await room.did('groups.propose', { how: 'random', count: groups });
  await room.settle();
  return session;
}

/** Lets a tablet in and gives it a group. */
export async function letIn(room: Classroom, device: string, group: number): Promise<void> {
  room.open(device);
  await room.settle();
  const door = room.screen().stage.join?.door;
  if (!door) throw new Error('no door on the screen');
  await room.tapped(device, 'door.open', { pictures: [...door] });
  await room.tapped(device, 'group.choose', { group });
  await room.settle();
}

/** The child claims its seat on the tablet. */
export async function seat(room: Classroom, device: string, child: string) {
  const answer = await room.tapped(device, 'seat.claim', { child });
  if (answer.state !== 'seated') throw new Error(`${child} has to ask`);
  return answer;
}
