/** Every backup that was taken while things went wrong restores, and replays to the state that the lesson was in. */
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { rngFor } from '../../activities/_kit/rng.ts';
import { activities } from '../../activities/registry.rules.ts';
import { RobotFacilitator } from '../../robots/facilitator.ts';
import { backupsIn, listBackups } from '../../server/store/sqlite/backupFiles.ts';
import { restoreBackup } from '../../server/store/sqlite/restore.ts';
import { long, openRoom, pass, play, seed } from '../support/faultDriver.ts';
import { faultServer, wishFor, yearMs } from '../support/faultWish.ts';
import { newFolder } from '../support/folder.ts';
import { proxyTo } from '../support/proxy.ts';
import { expectOneEffectEach, expectWhole, readRecord, statesOf } from '../support/recordCheck.ts';
import { testPin } from '../support/serverProcess.ts';

/** Rounds of faults in each run. */
const rounds = long ? 5 : 1;

it(`restores and replays every backup taken during a run of faults (seed ${seed})`, async () => {
  const folder = await newFolder();
  const data = join(folder, 'data');
  await mkdir(data);
  wishFor(data, { backupEveryMs: 300 });
  const room = await openRoom({ data, script: faultServer });
  const proxy = await proxyTo(room.port);
  const during = async ({ phase }: { phase: string }): Promise<void> => {
    for (let round = 0; phase === 'play' && round < rounds; round += 1) {
      await pass(700);
      // Back, not ahead: after years of absence the adult would have to sign in again.
      wishFor(data, { backupEveryMs: 300, wallOffsetMs: -40 * yearMs });
      await room.kill();
      await room.restart();
      await pass(400);
      proxy.cut();
      room.server.process.kill('SIGSTOP');
      await pass(400);
      room.server.process.kill('SIGCONT');
      await pass(700);
    }
  };
  const shape = long ? {} : { activity: 'name-ball' };
  const { session, ...played } = await play(proxy.url, during, { ...shape, speed: 4 });
  const last = await readRecord(data, session);
  expectWhole({ session, ...played }, last);
  // An orderly stop waits for the backup of 下课.
  await room.server.stop();

  const backups = listBackups(backupsIn(data));
  expect(backups.length).toBeGreaterThan(2);
  let playing = 0;
  for (const { path } of backups) {
    const restored = join(folder, basename(path));
    restoreBackup(restored, path);
    const kept = await readRecord(restored, session);
    const { length } = kept.entries;
    expect(kept.entries).toEqual(last.entries.slice(0, length));
    expect([...statesOf(kept.entries)]).toEqual([...statesOf(last.entries, length)]);
    expectOneEffectEach(kept);
    const isPlaying = kept.runs.some(({ endedWall }) => endedWall === null);
    if (isPlaying) playing += 1;
    if (isPlaying && playing === 1) await expectTakenUp(restored, session);
  }
  expect(playing).toBeGreaterThan(0);
  const newest = await readRecord(join(folder, basename(backups[0]!.path)), session);
  expect(newest.entries).toEqual(last.entries);
  console.log(`${backups.length} backups restored, ${playing} of them in the middle of a game`);
}, 900_000);

/** A server on the restored folder has the lesson, paused in its game, and goes on with it. */
async function expectTakenUp(data: string, session: string): Promise<void> {
  const room = await openRoom({ data });
  const adult = new RobotFacilitator({
    url: room.server.url,
    pin: testPin,
    rng: rngFor(seed, 1),
    speed: 4,
    activities,
    onAct: () => undefined,
    onSkip: () => undefined,
  });
  await adult.signIn();
  expect(adult.lesson).toMatchObject({ session, phase: 'play', paused: 'restart' });
  await adult.device.must('run.resume', {});
  await adult.device.must('run.end', { group: null });
  await adult.device.must('lesson.close', {});
  adult.stop();
  await room.kill();
}
