/**
 * One backup, in a thread of its own so that no lesson waits for it: a copy of one moment → looked through → on the
 * disk → under its name. A backup that cannot be finished leaves nothing behind.
 */
import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';
import { syncFile, syncFolder } from '../durableFiles.ts';
import type { BackupOutcome, BackupTask } from './backup.ts';
import { unfinishedSuffix } from './backupFiles.ts';
import { inspect } from './damage.ts';
import { damaged, diskFull } from './faults.ts';

function backUp({ record, to }: BackupTask): BackupOutcome {
  const part = `${to}${unfinishedSuffix}`;
  try {
    copy(record, part);
    if (inspect(part) !== 'good') return leave(part, 'damaged');
    syncFile(part);
    renameSync(part, to);
    syncFolder(dirname(to));
    return 'done';
  } catch (error) {
    if (diskFull(error)) return leave(part, 'disk_full');
    if (damaged(error)) return leave(part, 'damaged');
    leave(part, 'damaged');
    throw error;
  }
}

/** All tables as of one moment, whatever is written meanwhile; what was deleted is not in it. */
function copy(record: string, part: string): void {
  // Made first, and empty, for its mode: names of children are in it.
  rmSync(part, { force: true });
  closeSync(openSync(part, 'wx', 0o600));
  const connection = new SqliteDatabase(record, { readonly: true, fileMustExist: true });
  try {
    connection.prepare('vacuum into ?').run(part);
  } finally {
    connection.close();
  }
}

function leave(part: string, why: Exclude<BackupOutcome, 'done'>): BackupOutcome {
  for (const suffix of ['', '-journal']) rmSync(`${part}${suffix}`, { force: true });
  return why;
}

parentPort?.postMessage(backUp(workerData as BackupTask));
