import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeContract } from '../contract.suite.ts';
import { openSqliteStore } from './open.ts';

storeContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'circletime-'));
  return {
    open: () => openSqliteStore({ folder }),
    remove: () => rm(folder, { recursive: true }),
  };
});
