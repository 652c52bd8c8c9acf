/**
 * Where backups lie and which is the newest. A backup's name begins with a number that only grows: the laptop's clock
 * may be years off, so the date in the name is for the reader alone.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Backups kept in a data folder. */
export const keptBackups = 5;

export interface BackupFile {
  readonly path: string;
  readonly number: number;
}

export const backupsIn = (folder: string): string => join(folder, 'backups');

const named = /^backup-(\d{6,})-[\dT-]+\.db$/;

/** The finished backups of `folder` (the folder of backups itself), the newest first. */
export function listBackups(folder: string): readonly BackupFile[] {
  if (!existsSync(folder)) return [];
  const numbered = readdirSync(folder).flatMap((name) => {
    const number = named.exec(name)?.[1];
    return number === undefined ? [] : [{ path: join(folder, name), number: Number(number) }];
  });
  return numbered.sort((a, b) => b.number - a.number);
}

/** The path of the next backup. `wall` is Unix ms, named in local time. */
export function nextBackup(folder: string, wall: number): string {
  const number = (listBackups(folder)[0]?.number ?? 0) + 1;
  return join(folder, `backup-${String(number).padStart(6, '0')}-${minuteOf(wall)}.db`);
}

/** Removes all but the newest `keep`, and what an interrupted backup left. */
export function pruneBackups(folder: string, keep: number): void {
  for (const { path } of listBackups(folder).slice(keep)) rmSync(path);
  for (const name of readdirSync(folder)) if (unfinished.test(name)) rmSync(join(folder, name));
}

/** A backup under way has its final name with this behind it, and SQLite's journal behind that. */
export const unfinishedSuffix = '.part';
const unfinished = /^backup-.*\.db\.part(-journal|-wal|-shm)?$/;

/** `2026-11-23T0930`, the laptop's own time. */
function minuteOf(wall: number): string {
  const date = new Date(wall);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}${two(date.getMinutes())}`;
}
