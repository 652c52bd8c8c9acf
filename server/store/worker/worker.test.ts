import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { newFolder } from '../../../tests/support/folder.ts';
import { entry, sessionRow } from '../../../tests/support/rows.ts';
import { storeContract } from '../contract.suite.ts';
import { StoreError } from '../port.ts';
import { DataFolderBusy, DataFolderNotWritable } from '../sqlite/errors.ts';
import { openStore } from './client.ts';
import { plain, revived } from './protocol.ts';

storeContract('SQLite in its thread', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'circletime-'));
  return {
    open: () => openStore({ folder }),
    remove: () => rm(folder, { recursive: true }),
  };
});

const begun = [{ table: 'session', insert: sessionRow() }] as const;

it('says why a folder cannot be opened as the store itself does, and leaves no thread behind', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'file'), '');
  const refused = openStore({ folder: join(folder, 'file') });
  await expect(refused).rejects.toThrow(DataFolderNotWritable);
  await expect(refused).rejects.toMatchObject({ folder: join(folder, 'file') });

  const store = await openStore({ folder });
  onTestFinished(() => store.close());
  await expect(openStore({ folder })).rejects.toThrow(DataFolderBusy);
  expect((await store.health()).durability).toBe('synchronous=2');
});

it('lets the event loop turn while a long append is written', async () => {
  const store = await openStore({ folder: await newFolder() });
  onTestFinished(() => store.close());
  const many = Array.from({ length: 20_000 }, (_, index) => entry(index + 1));
  const waiting = new Set(['appended']);
  const appended = store.append('s1', 1, 0, many, begun).finally(() => waiting.clear());
  let turns = 0;
  while (waiting.size > 0) {
    turns += 1;
    await new Promise(setImmediate);
  }
  expect(await appended).toBe('durable');
  expect(turns).toBeGreaterThan(1);
});

it('keeps the order of appends and of what is asked after them', async () => {
  const store = await openStore({ folder: await newFolder() });
  onTestFinished(() => store.close());
  const first = store.append('s1', 1, 0, [entry(1)], begun);
  const health = store.health();
  const second = store.append('s1', 1, 1, [entry(2)], []);
  expect(await Promise.all([first, second])).toEqual(['durable', 'durable']);
  expect((await health).engine).toBe('SQLite');
});

it('rejects what is asked after it was closed', async () => {
  const store = await openStore({ folder: await newFolder() });
  await store.close();
  await expect(store.append('s1', 1, 0, [entry(1)], begun)).rejects.toThrow(StoreError);
  await expect(store.openSessions()).rejects.toThrow(StoreError);
});

it('brings an error across with its class, its fields and its cause', () => {
  const cause = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  const error = revived(structuredClone(plain(new StoreError('disk_full', cause))));
  expect(error).toBeInstanceOf(StoreError);
  expect(error).toMatchObject({ code: 'disk_full', cause: { code: 'SQLITE_FULL', message: cause.message } });
});
