import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { newFolder } from '../../../tests/support/folder.ts';
import { entry, nine, rollRow, sessionRow } from '../../../tests/support/rows.ts';
import { backUp, BackupFailed } from './backup.ts';
import { backupsIn, listBackups } from './backupFiles.ts';
import { inspect } from './damage.ts';
import { openSqliteReader, openSqliteStore, recordFile } from './open.ts';
import { restoreBackup } from './restore.ts';

async function storeIn(data: string) {
  const store = await openSqliteStore({ folder: data });
  onTestFinished(() => store.close());
  await store.append('s1', 1, 0, [entry(1)], [{ table: 'session', insert: sessionRow() }]);
  return store;
}
const wish = (data: string, keep: number | null = 5) => ({ data, to: backupsIn(data), wall: nine, keep });

it('copies the record as it is at one moment, beside its writer, and only its owner may read the copy', async () => {
  const data = await newFolder();
  const store = await storeIn(data);
  const path = await backUp(wish(data));
  await store.append('s1', 1, 1, [entry(2)], [{ table: 'roll', insert: rollRow('k1') }]);
  expect(inspect(path)).toBe('good');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(backupsIn(data))).mode & 0o777).toBe(0o700);

  const elsewhere = await newFolder();
  restoreBackup(elsewhere, path);
  const reader = await openSqliteReader({ folder: elsewhere });
  expect(await reader.entries('s1')).toEqual([entry(1)]);
  expect(await reader.rows('roll', 's1')).toEqual([]);
  await reader.close();
});

it('keeps the newest by their number, whatever year the laptop believes it is', async () => {
  const data = await newFolder();
  await storeIn(data);
  const years = [2099, 2000, 2026, 1971];
  const made: string[] = [];
  for (const year of years) made.push(await backUp({ ...wish(data, 2), wall: Date.UTC(year, 5, 1) }));
  expect(listBackups(backupsIn(data)).map(({ path }) => path)).toEqual(made.slice(-2).reverse());
  expect(await readdir(backupsIn(data))).toHaveLength(2);
});

it('keeps all where it is told to, and never touches a file that is no backup', async () => {
  const data = await newFolder();
  await storeIn(data);
  const first = await backUp(wish(data, null));
  await writeFile(join(backupsIn(data), 'notes.txt'), 'mine');
  await writeFile(`${first}.part`, 'left by a power cut');
  for (let more = 0; more < 2; more += 1) await backUp(wish(data, null));
  expect(listBackups(backupsIn(data))).toHaveLength(3);
  await backUp(wish(data, 2));
  expect((await readdir(backupsIn(data))).filter((name) => !name.startsWith('backup-'))).toEqual([
    'notes.txt',
  ]);
  expect(await readdir(backupsIn(data))).toHaveLength(3);
});

it('never takes a damaged record for a backup, and keeps those there are', async () => {
  const data = await newFolder();
  const store = await openSqliteStore({ folder: data });
  await store.append('s1', 1, 0, [entry(1)], [{ table: 'session', insert: sessionRow() }]);
  await store.close();
  await backUp(wish(data));
  await writeFile(join(data, recordFile), Buffer.alloc(8192, 7));
  await expect(backUp(wish(data))).rejects.toMatchObject({ why: 'damaged' });
  await expect(backUp(wish(data))).rejects.toThrow(BackupFailed);
  expect(await readdir(backupsIn(data))).toHaveLength(1);
  await rm(join(data, recordFile));
  await expect(backUp(wish(data))).rejects.toThrow();
  expect(await readdir(backupsIn(data))).toHaveLength(1);
});
