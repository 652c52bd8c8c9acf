/** When backups are made: at every 下课, and every ten minutes of a running lesson in which something was recorded. */
import type { Clocks, Handlers } from './session/api.ts';

/** Real ms. */
export const backupEveryMs = 10 * 60_000;

export interface BackupPlan {
  readonly clocks: Pick<Clocks, 'after'>;
  readonly everyMs: number;
  /** A lesson is running. */
  readonly running: () => boolean;
  /** Grows with whatever is recorded. */
  readonly recorded: () => Promise<number>;
  readonly backUp: () => Promise<unknown>;
  /** No backup was made; the lesson goes on, and the next is tried in its turn. */
  readonly failed: (error: unknown) => void;
}

export interface Backups {
  /** A lesson was closed. */
  closed(): void;
  /** No more from now on; resolves when the one under way is done. */
  stop(): Promise<void>;
}

export function planBackups(plan: BackupPlan): Backups {
  let last: Promise<unknown> = Promise.resolve();
  let backedUp: number | null = null;
  let stopped = false;

  async function once(): Promise<void> {
    try {
      const recorded = await plan.recorded();
      if (recorded === backedUp) return;
      await plan.backUp();
      backedUp = recorded;
    } catch (error) {
      plan.failed(error);
    }
  }
  /** One after the other: the second begins when the first is on the disk. */
  function queue(): void {
    if (!stopped) last = last.then(once);
  }
  function wait(): () => void {
    return plan.clocks.after(plan.everyMs, () => {
      if (plan.running()) queue();
      cancel = wait();
    });
  }
  let cancel = wait();

  return {
    closed: queue,
    stop: async () => {
      stopped = true;
      cancel();
      await last;
    },
  };
}

/** 下课 as before, and a backup after it; its answer does not wait for that. */
export function backingUp(
  { 'lesson.close': close }: Handlers<'lesson.close'>,
  backups: Pick<Backups, 'closed'>,
): Handlers<'lesson.close'> {
  return {
    'lesson.close': async (by, payload) => {
      const answer = await close(by, payload);
      if (answer.ok) backups.closed();
      return answer;
    },
  };
}
