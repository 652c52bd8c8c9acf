/**
 * A backup put in the place of the record. The point of no return is one rename: a whole, checked copy gets the name
 * of a restore that is to be finished. Whoever opens the folder next finishes it, so a power cut at any moment leaves
 * either the old record or the new one, and the old one is kept aside either way.
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFile, syncFolder } from '../durableFiles.ts';
import { backupsIn, listBackups } from './backupFiles.ts';
import type { BackupFile } from './backupFiles.ts';
import { inspect } from './damage.ts';
import type { Verdict } from './damage.ts';
import { holdFolder } from './lock.ts';
import { recordFile } from './recordFile.ts';

/** The file is not one to go on from. */
export class BadBackup extends Error {
  readonly file: string;
  readonly verdict: Exclude<Verdict, 'good'>;
  constructor(file: string, verdict: Exclude<Verdict, 'good'>) {
    super(`${file}: ${verdict}`);
    this.file = file;
    this.verdict = verdict;
  }
}

/** The newest backup of a data folder that is whole; null where there is none. */
export function newestGood(data: string): BackupFile | null {
  return listBackups(backupsIn(data)).find(({ path }) => inspect(path) === 'good') ?? null;
}

/**
 * Puts a copy of the backup `file` in the place of the record of `data`; nothing changes unless the copy is whole.
 *
 * @returns the folder that now holds the replaced record; null where there was none.
 * @throws DataFolderBusy, BadBackup, or what the file system says
 */
export function restoreBackup(data: string, file: string): string | null {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const release = holdFolder(data);
  try {
    const copy = join(data, `${recordFile}.copy`);
    rmSync(copy, { force: true });
    copyFileSync(file, copy);
    chmodSync(copy, 0o600);
    const verdict = inspect(copy);
    // A record that was copied by hand asks for a write-ahead log when it is read.
    for (const suffix of ['-wal', '-shm']) rmSync(`${copy}${suffix}`, { force: true });
    if (verdict !== 'good') {
      rmSync(copy);
      throw new BadBackup(file, verdict);
    }
    syncFile(copy);
    renameSync(copy, pending(data));
    syncFolder(data);
    return finishRestore(data);
  } finally {
    release();
  }
}

/**
 * Finishes a restore that passed its point of no return; nothing to do otherwise. For the holder of the folder alone.
 *
 * @returns as `restoreBackup`
 */
export function finishRestore(data: string): string | null {
  if (!existsSync(pending(data))) return null;
  const old = ['-wal', '-shm', ''].map((suffix) => `${recordFile}${suffix}`);
  const left = old.filter((name) => existsSync(join(data, name)));
  const aside = asideIn(data);
  if (left.length > 0) mkdirSync(aside, { recursive: true, mode: 0o700 });
  // The record itself last: until it is aside, an interrupted restore goes on with this same folder.
  for (const name of left) renameSync(join(data, name), join(aside, name));
  renameSync(pending(data), join(data, recordFile));
  syncFolder(data);
  return existsSync(aside) ? aside : null;
}

const pending = (data: string): string => join(data, `${recordFile}.restoring`);

/** The next numbered folder, or the newest one where its record has not arrived yet. */
function asideIn(data: string): string {
  const folder = join(data, 'replaced');
  const numbers = existsSync(folder) ? readdirSync(folder).map(Number).filter(Number.isSafeInteger) : [];
  const newest = Math.max(0, ...numbers);
  const begun = newest > 0 && !existsSync(join(folder, String(newest), recordFile));
  return join(folder, String(begun ? newest : newest + 1));
}
