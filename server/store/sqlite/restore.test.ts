import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, it } from 'vitest';
import { newFolder } from '../../../tests/support/folder.ts';
import { entry, nine, sessionRow } from '../../../tests/support/rows.ts';
import { backUp } from './backup.ts';
import { backupsIn } from './backupFiles.ts';
import { DamagedRecord, DataFolderBusy } from './errors.ts';
import { openSqliteReader, openSqliteStore, recordFile } from './open.ts';
import { BadBackup, newestGood, restoreBackup } from './restore.ts';

/** A data folder with a log of `length` entries, backed up after each of them. */
async function backedUp(length: number): Promise<{ readonly data: string; readonly backups: string[] }> {
  const data = await newFolder();
  const store = await openSqliteStore({ folder: data });
  const backups: string[] = [];
  for (let seq = 1; seq <= length; seq += 1) {
    const facts = seq === 1 ? [{ table: 'session' as const, insert: sessionRow() }] : [];
    await store.append('s1', 1, seq - 1, [entry(seq)], facts);
    backups.push(await backUp({ data, to: backupsIn(data), wall: nine, keep: 5 }));
  }
  await store.close();
  return { data, backups };
}
async function lengthOf(data: string): Promise<number> {
  const reader = await openSqliteReader({ folder: data });
  const entries = await reader.entries('s1');
  await reader.close();
  return entries.length;
}
/** Overwrites a page in the middle, as a failing disk does. */
async function damage(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  const { size } = await handle.stat();
  const page = Math.floor(size / 4096 / 2) * 4096;
  await handle.write(Buffer.alloc(4096, 0xa5), 0, 4096, page);
  await handle.close();
}

it('puts the backup in the place of the record, and keeps the replaced record with its log aside', async () => {
  const { data, backups } = await backedUp(3);
  expect(restoreBackup(data, backups[0]!)).toBe(join(data, 'replaced', '1'));
  expect(await lengthOf(data)).toBe(1);
  expect(await lengthOf(join(data, 'replaced', '1'))).toBe(3);
  expect(restoreBackup(data, backups[1]!)).toBe(join(data, 'replaced', '2'));
  expect(await lengthOf(data)).toBe(2);
  expect((await stat(join(data, recordFile))).mode & 0o777).toBe(0o600);
  const store = await openSqliteStore({ folder: data });
  expect(await store.append('s1', 1, 2, [entry(3)], [])).toBe('durable');
  await store.close();
});

it('refuses while a server holds the folder, and changes nothing', async () => {
  const { data, backups } = await backedUp(2);
  const store = await openSqliteStore({ folder: data });
  expect(() => restoreBackup(data, backups[0]!)).toThrow(DataFolderBusy);
  expect(await store.entries('s1')).toHaveLength(2);
  await store.close();
  expect(existsSync(join(data, 'replaced'))).toBe(false);
});

it.each([
  ['a damaged backup', 'damaged', damage],
  ['a file that is something else', 'damaged', (file: string) => writeFile(file, 'a letter to the parents')],
  [
    'another program’s database',
    'not_ours',
    async (file: string) => {
      await rm(file);
      new SqliteDatabase(file).exec('create table recipes (a)').close();
    },
  ],
  [
    'a newer Circletime’s record',
    'too_new',
    (file: string) => {
      const record = new SqliteDatabase(file);
      record.exec(`insert into kysely_migration values ('9999-from-the-future', '2099-01-01T00:00:00.000Z')`);
      record.close();
      return Promise.resolve();
    },
  ],
] as const)('refuses %s and leaves the record alone', async (_, verdict, spoil) => {
  const { data, backups } = await backedUp(2);
  const before = await readFile(join(data, recordFile));
  await spoil(backups[1]!);
  expect(() => restoreBackup(data, backups[1]!)).toThrow(BadBackup);
  expect(() => restoreBackup(data, backups[1]!)).toThrow(expect.objectContaining({ verdict }) as Error);
  expect(await readFile(join(data, recordFile))).toEqual(before);
  expect((await readdir(data)).filter((name) => name.includes('copy'))).toEqual([]);
});

it('takes a record that was copied by hand, too', async () => {
  const { data } = await backedUp(2);
  const stick = join(await newFolder(), 'circletime.db');
  await copyFile(join(data, recordFile), stick);
  const fresh = await newFolder();
  expect(restoreBackup(fresh, stick)).toBeNull();
  expect(await lengthOf(fresh)).toBe(2);
});

it('finishes at the next start what a power cut interrupted, wherever it fell', async () => {
  for (const moved of [[], ['-wal'], ['-wal', '-shm'], ['-wal', '-shm', '']]) {
    const { data, backups } = await backedUp(2);
    // What the old log held must not be read into the restored record.
    await writeFile(join(data, `${recordFile}-wal`), 'old log');
    await writeFile(join(data, `${recordFile}-shm`), 'old index');
    await copyFile(backups[0]!, join(data, `${recordFile}.restoring`));
    await mkdir(join(data, 'replaced', '1'), { recursive: true });
    for (const suffix of moved) {
      const name = `${recordFile}${suffix}`;
      await rename(join(data, name), join(data, 'replaced', '1', name));
    }
    const store = await openSqliteStore({ folder: data });
    expect(await store.entries('s1')).toHaveLength(1);
    await store.close();
    const kept = await readdir(join(data, 'replaced', '1'));
    expect(kept.sort()).toEqual(['circletime.db', 'circletime.db-shm', 'circletime.db-wal']);
    expect(await readFile(join(data, 'replaced', '1', `${recordFile}-wal`), 'utf8')).toBe('old log');
  }
});

it('finds the newest backup that is whole, past those that are not', async () => {
  const { data, backups } = await backedUp(3);
  expect(newestGood(data)?.path).toBe(backups[2]);
  await damage(backups[2]!);
  await writeFile(backups[1]!, '');
  expect(newestGood(data)?.path).toBe(backups[0]);
  await rm(backups[0]!);
  expect(newestGood(data)).toBeNull();
  expect(newestGood(await newFolder())).toBeNull();
});

it('does not open a damaged record, nor an empty one where backups tell of a fuller', async () => {
  const { data } = await backedUp(1);
  const record = join(data, recordFile);
  const whole = await readFile(record);
  await damage(record);
  await expect(openSqliteStore({ folder: data })).rejects.toThrow(DamagedRecord);
  await writeFile(record, 'not a database at all, but long enough to look at');
  await expect(openSqliteStore({ folder: data })).rejects.toThrow(DamagedRecord);
  await writeFile(record, '');
  await expect(openSqliteStore({ folder: data })).rejects.toThrow(DamagedRecord);
  await rm(record);
  await expect(openSqliteStore({ folder: data })).rejects.toThrow(DamagedRecord);
  await writeFile(record, whole);
  await (await openSqliteStore({ folder: data })).close();
});
