/** What a test wants of `faultServer.ts`. */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FaultWish {
  /** How far the wall clock is off. */
  readonly wallOffsetMs: number;
  /** How far the clock of durations has run ahead; it may only grow. */
  readonly monoAheadMs: number;
  /** Read once, at the start. */
  readonly backupEveryMs: number;
}

export const faultFile = 'faults.json';
export const noFaults: FaultWish = { wallOffsetMs: 0, monoAheadMs: 0, backupEveryMs: 600_000 };
export const yearMs = 365 * 86_400_000;
export const faultServer = ['tests/support/faultServer.ts'];

/** In force at once, and after a restart, too. */
export function wishFor(data: string, wish: Partial<FaultWish>): void {
  const file = join(data, faultFile);
  writeFileSync(`${file}.part`, JSON.stringify(wish));
  renameSync(`${file}.part`, file);
}
