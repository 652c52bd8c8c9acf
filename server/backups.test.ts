import { expect, it } from 'vitest';
import { fakeClocks } from '../tests/support/fakeClocks.ts';
import { backupEveryMs, planBackups } from './backups.ts';

/** Lets promises run that wait for nothing but each other. */
const settle = () => new Promise(setImmediate);

function planned() {
  const clocks = fakeClocks();
  const lesson = { running: true, recorded: 1 };
  const made: number[] = [];
  const failures: unknown[] = [];
  let broken: Error | null = null;
  let hold: Promise<void> = Promise.resolve();
  const backups = planBackups({
    clocks,
    everyMs: backupEveryMs,
    running: () => lesson.running,
    recorded: () => Promise.resolve(lesson.recorded),
    backUp: async () => {
      const { recorded } = lesson;
      await hold;
      if (broken) throw broken;
      made.push(recorded);
    },
    failed: (error) => failures.push(error),
  });
  return {
    lesson, made, failures, backups, clocks,
    pass: async (ms: number) => {
      clocks.pass(ms);
      await settle();
    },
    breaks: (error: Error | null) => {
      broken = error;
    },
    holdBack: () => {
      let release = (): void => undefined;
      hold = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
  }; // prettier-ignore
}

it('backs up every ten minutes while a lesson runs, and not between lessons', async () => {
  const { lesson, made, pass } = planned();
  await pass(backupEveryMs - 1);
  expect(made).toEqual([]);
  await pass(1);
  expect(made).toEqual([1]);
  lesson.recorded = 2;
  await pass(backupEveryMs);
  expect(made).toEqual([1, 2]);
  lesson.running = false;
  lesson.recorded = 3;
  await pass(5 * backupEveryMs);
  expect(made).toEqual([1, 2]);
});

it('makes no second backup of what was backed up already, for it would push an older one out', async () => {
  const { made, pass, backups } = planned();
  await pass(backupEveryMs);
  await pass(3 * backupEveryMs);
  backups.closed();
  await settle();
  expect(made).toEqual([1]);
});

it('backs up at 下课, after the one that is under way', async () => {
  const { lesson, made, pass, backups, holdBack } = planned();
  const release = holdBack();
  await pass(backupEveryMs);
  backups.closed();
  await settle();
  expect(made).toEqual([]);
  lesson.recorded = 2;
  release();
  await settle();
  await settle();
  expect(made).toEqual([1, 2]);
});

it('says when none could be made, and tries again in its turn', async () => {
  const { made, failures, pass, breaks } = planned();
  const full = new Error('disk full');
  breaks(full);
  await pass(backupEveryMs);
  expect({ made, failures }).toEqual({ made: [], failures: [full] });
  breaks(null);
  await pass(backupEveryMs);
  expect(made).toEqual([1]);
});

it('stops in order: the backup under way is finished, and no other begins', async () => {
  const { made, pass, backups, holdBack, clocks } = planned();
  const release = holdBack();
  await pass(backupEveryMs);
  const stopped = backups.stop();
  backups.closed();
  release();
  await stopped;
  expect(made).toEqual([1]);
  expect(clocks.waiting).toBe(0);
});
