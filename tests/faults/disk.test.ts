/** A full disk, on a small one of our own: reading goes on, acts are refused in words, and the lesson can be ended. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Device } from '../../robots/device.ts';
import { fetchExport } from '../../robots/simulate.ts';
import { newestGood } from '../../server/store/sqlite/restore.ts';
import type { ScreenParts } from '../../src/wire/publish.ts';
import { expectOneSentence, run } from '../support/command.ts';
import { leadAlone, openRoom } from '../support/faultDriver.ts';
import type { Room } from '../support/faultDriver.ts';
import { expectOneEffectEach, readRecord } from '../support/recordCheck.ts';
import { canMount, smallDisk } from '../support/smallDisk.ts';
import type { SmallDisk } from '../support/smallDisk.ts';

if (!canMount) {
  it.skip('no tmpfs can be mounted here (only root may): a full disk cannot be tried', () => undefined);
}

type Alone = Awaited<ReturnType<typeof leadAlone>>;

/** A game on a small disk, in the middle of which the disk is full and the lesson has noticed. */
async function playedUntilFull(): Promise<
  Alone & { readonly room: Room; readonly disk: SmallDisk; readonly pid: number }
> {
  const disk = await smallDisk(24);
  const room = await openRoom({ data: disk.folder });
  const alone = await leadAlone(room.server.url);
  const { adult } = alone;
  adult.tapFor([1]);
  await adult.until('acts', () => adult.acknowledged.length >= 3, 60_000);
  disk.fill();
  await adult.until('the lesson to notice', () => adult.lesson.paused === 'not_saved', 60_000);
  return { ...alone, room, disk, pid: room.server.process.pid ?? 0 };
}

/**
 * Everything that only reads works as ever, for the adult and for a screen that is opened now. An export is refused in
 * words: what is given out must first stand in the list of exports.
 */
async function expectReading({ adult, room }: Alone & { readonly room: Room }): Promise<void> {
  const { session } = adult.lesson;
  const { lessons } = await adult.device.must('review.lessons', { rehearsals: true });
  expect(lessons.map((lesson) => lesson.session)).toEqual([session]);
  await adult.device.must('review.lesson', { session });
  await adult.device.must('home', {});
  const screen = new Device<ScreenParts>(room.server.url, 'screen', () => undefined);
  expect((await screen.connect()).session).toBe(session);
  screen.close();
  const wish = { session, token: adult.device.token ?? '' };
  await expect(fetchExport(room.server.url, wish)).rejects.toThrow(/507 .*disk_full/);
  await adult.device.reload();
  expect(adult.lesson.paused).toBe('not_saved');
}

it.runIf(canMount)(
  'reads on while the disk is full, refuses acts with disk_full, and goes on without a restart or a gap once it is not',
  async () => {
    const room = await playedUntilFull();
    const { adult, disk, pid } = room;
    await expectReading(room);
    for (let times = 0; times < 3; times += 1) {
      expect(await adult.device.call('run.resume', {})).toMatchObject({ ok: false, code: 'disk_full' });
      await adult.until('the lesson back', () => adult.lesson.paused === 'not_saved', 10_000);
    }
    const { entries } = await readRecord(disk.folder, adult.lesson.session);
    expect(existsSync(join(disk.folder, 'reserve'))).toBe(true);

    disk.free();
    const before = adult.acknowledged.length;
    // Until the lesson is read back from the last refusal, which its pause cannot tell, it is still refused.
    await expect
      .poll(() => adult.device.call('run.resume', {}), { timeout: 10_000 })
      .toMatchObject({ ok: true });
    await adult.until('acts again', () => adult.acknowledged.length > before + 2, 60_000);
    const kept = await readRecord(disk.folder, adult.lesson.session);
    expect(kept.entries.slice(0, entries.length)).toEqual(entries);
    expect(kept.entries.map(({ seq }) => seq)).toEqual(kept.entries.map((_, index) => index + 1));
    const logged = new Set(kept.entries.map(({ actionId }) => actionId));
    expect(adult.acknowledged.filter((actionId) => !logged.has(actionId))).toEqual([]);
    expectOneEffectEach(kept);
    expect(kept.pauses.at(-1)).toMatchObject({ why: 'not_saved' });
    const all = { session: adult.lesson.session, token: adult.device.token ?? '' };
    expect((await fetchExport(room.room.server.url, all)).byteLength).toBeGreaterThan(1000);
    expect(room.room.server.process.pid).toBe(pid);
    expect(room.room.server.process.exitCode).toBeNull();
  },
  180_000,
);

it.runIf(canMount)(
  'ends the lesson in order on a full disk from its reserve, backs it up, and starts no other until there is room',
  async () => {
    const { adult, disk, classId } = await playedUntilFull();
    const { session } = adult.lesson;
    const saved = await adult.device.must('lesson.close', {});
    expect(saved.children).toBe(6);
    const { runs, entries } = await readRecord(disk.folder, session);
    expect(runs).toMatchObject([{ why: 'ended' }]);
    expect(entries.at(-1)?.payload).toMatchObject({ type: 'closed' });
    expect(existsSync(join(disk.folder, 'reserve'))).toBe(false);
    await expect.poll(() => newestGood(disk.folder), { timeout: 20_000 }).not.toBeNull();

    const begin = { classId, rehearsal: false, speed: 1, confirmDate: true };
    disk.fill();
    expect(await adult.device.call('lesson.start', begin)).toMatchObject({ ok: false, code: 'disk_full' });
    await adult.device.must('review.lesson', { session });
    disk.free();
    await adult.device.must('lesson.start', begin);
    expect(existsSync(join(disk.folder, 'reserve'))).toBe(true);
  },
  180_000,
);

it.runIf(canMount).each([
  ['a kill', (room: Room) => room.kill()],
  ['an orderly stop', (room: Room) => room.server.stop()],
] as const)(
  'starts again on a full disk after %s, by its reserve: the record can be read and the lesson be ended',
  async (_, end) => {
    const { adult, disk, room } = await playedUntilFull();
    const { session } = adult.lesson;
    adult.stop();
    await end(room);
    disk.fill();
    await room.restart();
    await adult.device.connect();
    expect(adult.lesson).toMatchObject({ session, phase: 'play', paused: 'restart' });
    expect(await adult.device.call('run.resume', {})).toMatchObject({ ok: false, code: 'disk_full' });
    await adult.until('the lesson back', () => adult.lesson.paused === 'not_saved', 10_000);
    await adult.device.must('review.lesson', { session });
    await adult.device.must('lesson.close', {});
    expect((await readRecord(disk.folder, session)).runs).toMatchObject([{ why: 'ended' }]);
  },
  180_000,
);

it.runIf(canMount)('says in words that there is no room even to open the record', async () => {
  const disk = await smallDisk(24);
  const room = await openRoom({ data: disk.folder });
  await room.server.stop();
  rmSync(join(disk.folder, 'reserve'));
  disk.fill();
  const start = ['start', '--host', '127.0.0.1', '--port', '0', '--data', disk.folder];
  expectOneSentence(await run(start), /满了/);
});
