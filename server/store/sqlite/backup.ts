/** Backups of a data folder's record, made beside whatever runs on it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { nextBackup, pruneBackups } from './backupFiles.ts';
import { recordFile } from './recordFile.ts';

/** What the thread is told: absolute paths. */
export interface BackupTask {
  readonly record: string;
  readonly to: string;
}
export type BackupOutcome = 'done' | 'disk_full' | 'damaged';

export class BackupFailed extends Error {
  readonly why: Exclude<BackupOutcome, 'done'>;
  constructor(why: Exclude<BackupOutcome, 'done'>) {
    super(`no backup was made: ${why}`);
    this.why = why;
  }
}

export interface BackupWish {
  /** The data folder; a server may be running on it. */
  readonly data: string;
  /** The folder of backups, made if missing. */
  readonly to: string;
  /** Unix ms, for the name alone. */
  readonly wall: number;
  /** Older ones than the newest so many are removed once the new one stands; null keeps all. */
  readonly keep: number | null;
}

/**
 * Makes one backup and resolves with its path. One at a time for a folder of backups.
 *
 * @throws BackupFailed, or what the file system says of `to` or of the record (missing, not readable)
 */
export async function backUp({ data, to, wall, keep }: BackupWish): Promise<string> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const path = nextBackup(to, wall);
  const outcome = await inThread({ record: join(data, recordFile), to: path });
  if (outcome !== 'done') throw new BackupFailed(outcome);
  if (keep !== null) pruneBackups(to, keep);
  return path;
}

function inThread(task: BackupTask): Promise<BackupOutcome> {
  const thread = new Worker(new URL('./backupThread.ts', import.meta.url), { workerData: task });
  return new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the backup ended without a word')));
  });
}
