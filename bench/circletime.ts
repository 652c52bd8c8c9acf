/**
 * Contestant: Circletime's own modules with a lesson in each room, put together as server/main.ts does: permission table,
 * schemas, dispatch, session, store, sender, publisher. Only the limits on what one address may do are lifted, for all
 * clients come from one; and each room is a Socket.IO namespace of its own.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import * as v from 'valibot';
import type { AnyActivity } from '../activities/_kit/contract.ts';
import { createDevices } from '../server/access/devices.ts';
import type { Clocks, Handlers, Lessons, Principal } from '../server/session/api.ts';
import { createLessons } from '../server/session/lessons.ts';
import { classroomPace } from '../server/session/publish/pace.ts';
import type { Store } from '../server/store/port.ts';
import { openStore } from '../server/store/worker/client.ts';
import { createArrivals } from '../server/transport/arrivals.ts';
import { createPublisher } from '../server/transport/audience.ts';
import { openSockets } from '../server/transport/engine.ts';
import { createHostCheck } from '../server/transport/hosts.ts';
import { classroomLimits } from '../server/transport/limits.ts';
import type { Limits } from '../server/transport/limits.ts';
import { serveConnections } from '../server/transport/sockets.ts';
import type { ScreenParts } from '../src/wire/publish.ts';
import { animals } from '../src/wire/vocabulary.ts';
import { perform } from './contestant.ts';
import type { Room } from './contestant.ts';
import { roomNames, tabletsPerRoom } from './rooms.ts';
import { taps } from './taps.ts';

const [, , roomCount = '1', folder = ''] = process.argv;

const clocks: Clocks = {
  mono: () => performance.now(),
  wall: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};
const wide = { atOnce: Infinity, perSecond: 1 };
const limits: Limits = {
  ...classroomLimits,
  sockets: Infinity,
  socketsPerAddress: Infinity,
  handshakesPerSecond: Infinity,
  connectionsPerAddress: Infinity,
  pending: Infinity,
  greetWithinMs: 120_000,
  frames: wide,
  hellos: wide,
  messages: wide,
};
const activities = { taps: taps as unknown as AnyActivity };
const teacher: Principal = {
  device: 'teacher', role: 'facilitator', account: 'teacher', session: null, loopback: true,
}; // prettier-ignore
const joinUrls = () => ['http://127.0.0.1/join'];
const log = {
  warn: (what: object, message: string) => console.error(message, what),
  error: (what: object, message: string) => console.error(message, what),
};

/** A class of recorded children, and its lesson up to where the tablets come in. */
async function beginLesson(store: Store, lessons: Lessons, name: string): Promise<Room> {
  const wall = clocks.wall();
  const children = Array.from({ length: tabletsPerRoom }, (_, index) => `${name}-child-${index + 1}`);
  await store.addClass({ classId: name, name, kind: 'class', sample: false, createdWall: wall });
  await store.addChildren(
    name,
    children.map((child, index) => ({
      child,
      name: `孩子${index + 1}`,
      animal: animals[index] ?? 'bear',
      colour: index % 8,
    })),
  );
  await store.addConsents(
    children.map((child) => ({
      ...{ child, purpose: 'record', answer: 'yes', date: '2026-03-01', giver: 'parent', way: 'signed_form' },
      ...{ assent: null, enteredWall: wall },
    })),
  );
  const start = { classId: name, rehearsal: false, speed: 1, confirmDate: true };
  await done(lessons.handlers['lesson.start'](teacher, start));
  await done(lessons.handlers['groups.propose'](teacher, { how: 'random', count: 1 }));
  await done(lessons.handlers['activity.choose'](teacher, { activity: 'taps', config: {}, scope: 'class' }));
  // What was answered is shown a moment later.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const parts = lessons.snapshot({ kind: 'screen' })?.publish.parts as Partial<ScreenParts> | undefined;
  return { name, door: parts?.stage?.join?.door ?? [], children };
}

async function done(answer: Promise<{ readonly ok: boolean }>): Promise<void> {
  const { ok, ...why } = await answer;
  if (!ok) throw new Error(JSON.stringify(why));
}

const store = await openStore({ folder });
const http = createServer();
http.maxConnections = Infinity;
const arrivals = createArrivals(clocks, limits);
const mono = () => clocks.mono();
const io = openSockets({ http, ours: createHostCheck('127.0.0.1'), arrivals, limits, mono });
const names = roomNames(Number(roomCount));
// All before the first lesson begins: a session that is open when another is made would be taken up by it.
const lessons = await Promise.all(
  names.map((name) =>
    createLessons({
      ...{ store, clocks, activities, joinUrls, log },
      publisher: createPublisher(io.of(name)),
      random: randomBytes,
      pace: classroomPace,
    }),
  ),
);
const rooms: Room[] = [];
for (const [index, name] of names.entries()) {
  const lesson = lessons[index];
  if (lesson === undefined) continue;
  rooms.push(await beginLesson(store, lesson, name));
  serveConnections({
    ...{ arrivals, joinUrls, limits, mono, lessons: lesson, build: 'dev' },
    room: io.of(name),
    devices: createDevices(store, () => clocks.wall()),
    // Nobody here sends what the lesson does not answer.
    handlers: lesson.handlers as Handlers,
    fault: (event, error) => console.error(event, error),
  });
}

const logged = v.object({ input: v.object({ action: v.object({ mark: v.string() }) }) });

await perform({
  http,
  rooms,
  begin: async () => {
    for (const lesson of lessons) await done(lesson.handlers['run.start'](teacher, {}));
  },
  log: async () => {
    const acts: string[][] = [];
    for (const lesson of lessons) {
      const entries = await store.entries(lesson.current()?.session ?? '');
      if (entries.some(({ seq }, index) => seq !== index + 1)) throw new Error('the log has a gap');
      acts.push(entries.filter(({ actionId }) => actionId !== null).map(({ payload }) => v.parse(logged, payload).input.action.mark.trimEnd())); // prettier-ignore
    }
    return { acts };
  },
  stop: async () => {
    for (const lesson of lessons) await lesson.stop();
    await io.close();
    await store.close();
  },
});
