import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFolder } from '../support/folder.ts';

const storeProcess = join(import.meta.dirname, '../support/storeProcess.ts');
const appends = 50;

/** strace may be missing, or a container may forbid it to look. */
const traceable = spawnSync('strace', ['-c', 'true']).status === 0;
if (!traceable) {
  it.skip('strace is not available here: syncs to disk cannot be counted', () => undefined);
}

it.runIf(traceable)('syncs to disk at least once for every commit', async () => {
  const folder = await newFolder();
  const summary = join(folder, 'strace.txt');
  const run = spawnSync(
    'strace',
    ['-f', '-e', 'trace=fsync,fdatasync', '-e', 'signal=none', '-o', summary,
      process.execPath, storeProcess, join(folder, 'data'), String(appends)],
    { input: '', encoding: 'utf8' },
  ); // prettier-ignore
  expect(run.stderr).toBe('');
  const health = JSON.parse(run.stdout) as { commits: number; durability: string };
  const syncs = spawnSync('grep', ['-cE', String.raw`(fsync|fdatasync)\(.*= 0$`, summary], {
    encoding: 'utf8',
  });
  expect(health).toMatchObject({ commits: appends, durability: 'synchronous=2' });
  expect(Number(syncs.stdout)).toBeGreaterThanOrEqual(appends);
});
