/**
 * Failed sign-ins of each account. After three free tries every further failure doubles the wait, up to
 * five minutes; it outlives a restart. On the laptop itself a try is never refused: it is only slowed, a
 * little, and one at a time, so that nobody can lock the teacher out of the lesson.
 */
import * as v from 'valibot';
import type { AccessStore } from '../store/port.ts';

const freeTries = 3;
const firstWaitMs = 1000;
const longestWaitMs = 300_000;
const longestWaitOnLaptopMs = 2000;

const kept = v.fallback(
  v.strictObject({ failures: v.pipe(v.number(), v.integer()), lastWall: v.pipe(v.number(), v.integer()) }),
  { failures: 0, lastWall: 0 },
);
type Tally = v.InferOutput<typeof kept>;

export interface Attempts {
  /** Milliseconds until another device than the laptop may try again; 0 when it may now. */
  waitMs(account: string): Promise<number>;
  /** Milliseconds by which a try on the laptop is slowed. */
  slowingMs(account: string): Promise<number>;
  failed(account: string): Promise<void>;
  succeeded(account: string): Promise<void>;
}

/** `wall` is Unix epoch ms; a clock set back never makes a wait longer than it was. */
export function createAttempts(
  store: Pick<AccessStore, 'setting' | 'putSetting'>,
  wall: () => number,
): Attempts {
  const tallies = new Map<string, Tally>();
  const key = (account: string) => `failed-sign-ins:${account}`;

  async function tally(account: string): Promise<Tally> {
    const known = tallies.get(account);
    if (known) return known;
    const text = await store.setting(key(account));
    const read = text === null ? { failures: 0, lastWall: 0 } : v.parse(kept, jsonOr(text));
    tallies.set(account, read);
    return read;
  }
  async function keep(account: string, next: Tally): Promise<void> {
    tallies.set(account, next);
    await store.putSetting(key(account), JSON.stringify(next));
  }

  return {
    async waitMs(account) {
      const { failures, lastWall } = await tally(account);
      const wait = waitAfter(failures);
      return Math.min(wait, Math.max(0, lastWall + wait - wall()));
    },
    async slowingMs(account) {
      return Math.min(longestWaitOnLaptopMs, waitAfter((await tally(account)).failures));
    },
    async failed(account) {
      const { failures } = await tally(account);
      await keep(account, { failures: failures + 1, lastWall: wall() });
    },
    async succeeded(account) {
      if ((await tally(account)).failures > 0) await keep(account, { failures: 0, lastWall: 0 });
    },
  };
}

/** The wait after so many failures in a row, ms: 0, 0, 0, 1 s, 2 s, 4 s … 300 s. */
export function waitAfter(failures: number): number {
  if (failures < freeTries) return 0;
  return Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures - freeTries, 20));
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
