/** Floods from eight addresses at once: thirty honest clients hardly feel them, and memory stays bounded. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Device } from '../../robots/device.ts';
import type { TabletParts } from '../../src/wire/publish.ts';
import { besiege } from '../support/besieged.ts';
import type { Besieged } from '../support/besieged.ts';
import { floods } from '../support/floods.ts';
import type { Flood } from '../support/floods.ts';

const long = process.env['CIRCLETIME_LONG'] === '1';
const seconds = long ? 60 : 4;
/** Eight tablets that play, one console, and so many that look on. */
const lookingOn = 21;
const groups = 8;
const p95Within = 500;
const megabytes = 400;
const normalWithinMs = 10_000;
const floodScript = fileURLToPath(new URL('../support/floods.ts', import.meta.url));

let lesson: Besieged;
const onlookers: Device<TabletParts>[] = [];

beforeAll(async () => {
  // All honest clients here have one address, which would let them in at a class's pace.
  lesson = await besiege(groups, { hellos: { atOnce: 1000, perSecond: 20 } });
  for (let n = 0; n < lookingOn; n += 1) {
    const device = new Device<TabletParts>(lesson.server.url, 'tablet', () => undefined);
    await device.connect();
    await device.must('door.open', { pictures: [...lesson.door] });
    // Where a group has tablets enough it looks on from the lobby.
    await device.call('group.choose', { group: (n % groups) + 1 });
    onlookers.push(device);
  }
  for (const tablet of lesson.tablets) tablet.start();
}, 120_000);

/** The ball goes round anew in every group. */
beforeEach(async () => {
  const { teacher } = lesson;
  if (teacher.known()?.parts.run?.status === 'playing') await teacher.must('run.end', { group: null });
  await teacher.must('run.start', {});
});

afterAll(async () => {
  for (const device of onlookers) device.close();
  await lesson.end();
});

/** Attackers of each kind, until they are called off. */
function send(kinds: readonly Flood[]): () => Promise<void> {
  const { port } = lesson.server;
  const processes = kinds.map((kind) =>
    spawn(process.execPath, [floodScript, String(port), kind, lesson.door.join()], { stdio: 'ignore' }),
  );
  const gone = processes.map((child) => once(child, 'exit'));
  return async () => {
    for (const child of processes) child.kill('SIGKILL');
    await Promise.all(gone);
  };
}

/** What each honest client asks again and again: of the lesson's state, of its record, of what others are shown. */
function asks(): (() => Promise<unknown>)[] {
  const hands = lesson.tablets.map(({ device }) => {
    let held = false;
    return () => {
      held = !held;
      return device.must('hand', { seat: held ? (device.remembered[0]?.seat ?? null) : null });
    };
  });
  const looks = onlookers.map((device) => () => device.must('hand', { seat: null }));
  return [...hands, ...looks, () => lesson.teacher.must('note.add', { text: '一切顺利', child: null })];
}

/** The waits (ms) of all honest clients for so long, each asking four times a second. */
async function waits(ms: number): Promise<number[]> {
  const took: number[] = [];
  const until = performance.now() + ms;
  const clients = asks().map(async (ask) => {
    while (performance.now() < until) {
      const began = performance.now();
      await ask();
      took.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  });
  await Promise.all(clients);
  return took;
}

const p95 = (took: readonly number[]): number =>
  [...took].sort((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? Infinity;

/** The most memory the server ever had, in megabytes; null where the system does not say. */
function peakMemory(): number | null {
  const status = `/proc/${String(lesson.server.process.pid)}/status`;
  if (!existsSync(status)) return null;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]) / 1024;
}

it.each([...floods.map((kind) => [kind, [kind]] as const), ['all of them at once', floods] as const])(
  `${seconds} s of %s: thirty honest clients go on, memory stays bounded, and soon all is as before`,
  async (name, kinds) => {
    const acts = lesson.acts();
    const callOff = send(kinds);
    // They are at it when the first of them has been turned away or let in.
    const during = await waits(seconds * 1000);
    await callOff();
    const calledOff = performance.now();

    // One more tablet comes in, as one that was switched on again.
    const late = new Device<TabletParts>(lesson.server.url, 'tablet', () => undefined);
    await late.connect();
    late.close();
    const back = performance.now() - calledOff;
    const after = await waits(1000);

    const memory = peakMemory();
    process.stdout.write(
      `${name}: ${during.length} answers, p95 ${p95(during).toFixed(0)} ms, after ${p95(after).toFixed(0)} ms, ` +
        `a newcomer in ${back.toFixed(0)} ms, memory at most ${memory?.toFixed(0) ?? '?'} MB\n`,
    );
    expect(during.length).toBeGreaterThan(30);
    expect(lesson.acts()).toBeGreaterThan(acts);
    if (memory !== null) expect(memory).toBeLessThan(megabytes);
    expect(back).toBeLessThan(normalWithinMs);
    if (long) expect(p95(during)).toBeLessThan(p95Within);
    if (long) expect(p95(after)).toBeLessThan(p95Within);
    expect(await lesson.faults()).toEqual([]);
  },
  300_000,
);
