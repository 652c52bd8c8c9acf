/** A laptop whose battery is dead believes it is another year: durations, order and the lesson do not care. */
import { expect, it } from 'vitest';
import { openSqliteReader } from '../../server/store/sqlite/open.ts';
import { leadAlone, openRoom, play, seed } from '../support/faultDriver.ts';
import { faultServer, wishFor, yearMs } from '../support/faultWish.ts';
import { expectWhole, readRecord } from '../support/recordCheck.ts';

/** How many years from now the newest entry of the record believes to be. */
async function lastYears(data: string): Promise<number> {
  const reader = await openSqliteReader({ folder: data });
  try {
    const [session] = await reader.rows('session', null);
    const wall = (await reader.entries(session?.session ?? '')).at(-1)?.wall ?? Date.now();
    return (wall - Date.now()) / yearMs;
  } finally {
    await reader.close();
  }
}

it(`goes on while the wall clock jumps years ahead and back, and over a restart in between (seed ${seed})`, async () => {
  const room = await openRoom({ script: faultServer });
  const during = async ({ phase }: { phase: string }): Promise<void> => {
    if (phase !== 'play') return;
    for (const years of [70, -30, 5]) {
      wishFor(room.data, { wallOffsetMs: years * yearMs });
      await expect.poll(() => lastYears(room.data), { timeout: 30_000 }).toBeCloseTo(years, 1);
    }
    wishFor(room.data, { wallOffsetMs: -20 * yearMs });
    await room.kill();
    await room.restart();
    wishFor(room.data, {});
  };
  const played = await play(room.server.url, during, { activity: 'name-ball' });
  const kept = await readRecord(room.data, played.session);
  expectWhole(played, kept);
  expect(kept.runs.map(({ why }) => why)).toEqual(['done']);
  // Some entries were made in other years; the run's own clock went on evenly through all of them.
  const walls = kept.entries.map(({ wall }) => wall);
  expect(Math.max(...walls) - Math.min(...walls)).toBeGreaterThan(80 * yearMs);
  const times = kept.entries.flatMap(({ at }) => (at === null ? [] : [at]));
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(Math.max(...times)).toBeLessThan(3_600_000);
}, 300_000);

it('asks for the PIN again after years, keeps the lesson paused meanwhile, and asks about an earlier date', async () => {
  const room = await openRoom({ script: faultServer });
  const { adult, classId } = await leadAlone(room.server.url, true);

  wishFor(room.data, { wallOffsetMs: 10 * yearMs });
  await room.kill();
  await room.restart();
  await adult.device.refresh();
  expect(adult.device.lastHello?.role).toBe('visitor');
  expect(await adult.device.call('run.resume', {})).toMatchObject({ ok: false, code: 'not_permitted' });
  await adult.signIn();
  expect(adult.lesson).toMatchObject({ phase: 'play', paused: 'restart' });
  await adult.device.must('run.resume', {});
  await adult.device.must('lesson.close', {});

  wishFor(room.data, { wallOffsetMs: -20 * yearMs });
  const begin = { classId, rehearsal: false, speed: 1, confirmDate: false };
  const asked = await adult.device.call('lesson.start', begin);
  expect(asked).toMatchObject({ ok: false, code: 'date_before_last_lesson' });
  await adult.device.must('lesson.start', { ...begin, confirmDate: true });
}, 120_000);
