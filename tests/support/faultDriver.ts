/** Robots in a lesson while something goes wrong: the server they play on, and what they and the record say of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, onTestFinished } from 'vitest';
import { rngFor } from '../../activities/_kit/rng.ts';
import { activities } from '../../activities/registry.rules.ts';
import { RobotFacilitator } from '../../robots/facilitator.ts';
import { playLesson } from '../../robots/lesson.ts';
import type { PhaseMoment, Played, Settings } from '../../robots/lesson.ts';
import { freePort, startServer, testPin } from './serverProcess.ts';
import type { ServerProcess } from './serverProcess.ts';

export const long = process.env['CIRCLETIME_LONG'] === '1';
export const seed = Number(process.env['CIRCLETIME_SEED'] ?? 7);

export interface Room {
  readonly data: string;
  readonly port: number;
  /** The one that runs now; null while there is none. */
  readonly server: ServerProcess;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** Starts it again on the same port; resolves with the ms until it answered. */
  restart(): Promise<number>;
}

const rooms: { server: ServerProcess; readonly data: string; readonly own: boolean }[] = [];

afterEach(async () => {
  for (const { server, data, own } of rooms.splice(0)) {
    await server.kill();
    if (own) await rm(data, { recursive: true, force: true });
  }
});

export interface RoomWish {
  /** A folder of the test's own; without one a new folder, gone afterwards. */
  readonly data?: string;
  /** As `startServer`'s. */
  readonly script?: readonly string[];
}

/** A running server with an empty data folder; killed after the test, however that ends. */
export async function openRoom({ data: given, script }: RoomWish = {}): Promise<Room> {
  const data = given ?? (await mkdtemp(join(tmpdir(), 'circletime-fault-')));
  const port = await freePort();
  const begin = () => startServer({ data, port, ...(script === undefined ? {} : { script }) });
  const room = { server: await begin(), data, own: given === undefined };
  rooms.push(room);
  return {
    data,
    port,
    get server() {
      return room.server;
    },
    kill: () => room.server.kill(),
    restart: async () => {
      const from = performance.now();
      room.server = await begin();
      return performance.now() - from;
    },
  };
}

/** The robots' class of these tests: twelve children, two of them guests, on three tablets. */
export function play(
  url: string,
  during: (moment: PhaseMoment) => Promise<void>,
  changed: Partial<Settings> = {},
): Promise<Played> {
  return playLesson({
    url,
    pin: testPin,
    children: 12,
    tablets: 3,
    activity: 'all',
    seed,
    speed: 10,
    unrecorded: 2,
    faults: false,
    activities,
    say: () => undefined,
    during,
    ...changed,
  });
}

/**
 * An adult alone with six children and no tablet: one game is being played, and the adult taps for everyone. In a
 * rehearsal unless `real`: then at a teacher's own pace.
 */
export async function leadAlone(
  url: string,
  real = false,
): Promise<{ readonly adult: RobotFacilitator; readonly classId: string }> {
  const adult = new RobotFacilitator({
    url,
    pin: testPin,
    rng: rngFor(seed, 1),
    speed: real ? 1 : 20,
    activities,
    onAct: () => undefined,
    onSkip: () => undefined,
  });
  onTestFinished(() => adult.stop());
  await adult.signIn();
  const { classId } = await adult.makeClass('三年级', 6, 0);
  await adult.device.must('lesson.start', {
    classId,
    rehearsal: !real,
    speed: real ? 1 : 20,
    confirmDate: false,
  });
  await adult.device.must('lesson.phase', { phase: 'groups' });
  await adult.device.must('groups.propose', { how: 'random', count: 1 });
  await adult.device.must('activity.choose', { activity: 'name-ball', config: {}, scope: 'group' });
  await adult.device.must('run.start', {});
  return { adult, classId };
}

/** Real ms that pass for the fault itself: it has to fall at any moment, so there is nothing to wait for. */
export function pass(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
