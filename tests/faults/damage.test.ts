/** The end of the database after a power cut, and pages that a failing disk made up: nothing acknowledged is lost. */
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  fstatSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../support/command.ts';
import { leadAlone, long, openRoom } from '../support/faultDriver.ts';
import type { Room } from '../support/faultDriver.ts';
import { expectOneEffectEach, readRecord } from '../support/recordCheck.ts';
import type { LessonRecord } from '../support/recordCheck.ts';

const frame = 24 + 4096;

/** A game that was killed in the middle, with all that the adult had acknowledged. */
async function killedInPlay(): Promise<{
  room: Room;
  adult: Awaited<ReturnType<typeof leadAlone>>['adult'];
  session: string;
  wal: string;
}> {
  const room = await openRoom();
  const { adult } = await leadAlone(room.server.url);
  adult.tapFor([1]);
  await adult.until('acts', () => adult.acknowledged.length >= 5, 60_000);
  const { session } = adult.lesson;
  await room.kill();
  // Away until the test has looked: it would go on at once.
  adult.stop();
  return { room, adult, session, wal: join(room.data, 'circletime.db-wal') };
}

function expectKept({ entries, ...kept }: LessonRecord, acknowledged: readonly string[]): void {
  const logged = new Set(entries.map(({ actionId }) => actionId));
  expect(acknowledged.filter((actionId) => !logged.has(actionId))).toEqual([]);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  expectOneEffectEach({ entries, ...kept });
}

const tornEnds = [
  ['half of a last frame', (wal: Buffer) => wal.subarray(wal.length - frame, wal.length - frame / 2)],
  ['random bytes', () => randomBytes(10_000)],
  ['a frame of zeros', () => Buffer.alloc(frame)],
  ['an older frame once more', (wal: Buffer) => wal.subarray(32, 32 + frame)],
] as const;

it.each(long ? tornEnds : tornEnds.slice(0, 1))(
  'leaves out a torn end of the write-ahead log (%s) and goes on, paused, with all that was acknowledged',
  async (_, torn) => {
    const { room, adult, session, wal } = await killedInPlay();
    appendFileSync(wal, torn(readFileSync(wal)));
    await room.restart();
    await adult.device.connect();
    expect(adult.lesson).toMatchObject({ session, phase: 'play', paused: 'restart' });
    expectKept(await readRecord(room.data, session), adult.acknowledged);
    const before = adult.acknowledged.length;
    adult.tapFor([1]);
    await adult.until('acts again', () => adult.acknowledged.length > before + 1, 60_000);
    expectKept(await readRecord(room.data, session), adult.acknowledged);
  },
);

it('does not start on a database with a damaged page, and goes on from the newest whole backup', async () => {
  const { room, adult, session } = await killedInPlay();
  // The server of the next line closes in order, so that the write-ahead log is in the file.
  await room.restart();
  const backup = await run(['backup', '--data', room.data]);
  expect(backup.code).toBe(0);
  const before = await readRecord(room.data, session);
  await room.server.stop();
  const record = join(room.data, 'circletime.db');
  copyFileSync(record, join(room.data, 'as-it-was.db'));
  overwritePage(record);

  const refused = await run(['start', '--host', '127.0.0.1', '--port', '0', '--data', room.data]);
  expect(refused).toMatchObject({
    code: 1,
    err: expect.stringMatching(/坏了.*backup-000001.*restore --newest/) as string,
  });
  expect((await run(['restore', '--newest', '--yes', '--data', room.data])).code).toBe(0);
  await room.restart();
  await adult.device.connect();
  expect(adult.lesson).toMatchObject({ session, phase: 'play', paused: 'restart' });
  const kept = await readRecord(room.data, session);
  expect(kept.entries).toEqual(before.entries);
  expectKept(kept, []);
}, 120_000);

/** A page in the middle, of a byte that means nothing in any page. */
function overwritePage(file: string): void {
  const handle = openSync(file, 'r+');
  const pages = fstatSync(handle).size / 4096;
  writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, Math.floor(pages / 2) * 4096);
  closeSync(handle);
}
