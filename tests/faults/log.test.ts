/** The log on a full disk: whoever writes to it notices nothing, and what did not fit follows when there is room. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLog } from '../../server/log.ts';
import { canMount, smallDisk } from '../support/smallDisk.ts';

if (!canMount) {
  it.skip('no tmpfs can be mounted here (only root may): a log on a full disk cannot be tried', () =>
    undefined);
}

it.runIf(canMount)(
  'keeps its lines while the disk is full, and nobody who writes them is stopped',
  async () => {
    const disk = await smallDisk(1);
    const log = createLog(disk.folder, 'info');
    log.info('before');
    disk.fill();
    for (let line = 0; line < 50; line += 1) log.info({ line, pad: 'x'.repeat(200) }, 'meanwhile');
    disk.free();
    log.info('after');
    const lines = (await readFile(join(disk.folder, 'circletime.log'), 'utf8')).trim().split('\n');
    const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(messages).toEqual(['before', ...Array.from({ length: 50 }, () => 'meanwhile'), 'after']);
  },
);
