/** A real store in a folder of its own, gone after each test. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Store } from '../../server/store/port.ts';
import { openSqliteStore } from '../../server/store/sqlite/open.ts';

const opened: { readonly store: Store; readonly folder: string }[] = [];

afterEach(async () => {
  for (const { store, folder } of opened.splice(0)) {
    await store.close();
    await rm(folder, { recursive: true });
  }
});

export async function temporaryStore(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'circletime-store-'));
  const store = await openSqliteStore({ folder });
  opened.push({ store, folder });
  return store;
}
