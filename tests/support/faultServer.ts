/**
 * The server as it is started for a class, but with clocks that a test sets and with backups as often as it
 * likes: `node faultServer.ts --host … --port … --data … --pin … --no-sample`. What the test wants stands in a file
 * of the data folder, read at every look at the clock.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { resolveConfig } from '../../server/config.ts';
import { startServer } from '../../server/main.ts';
import { faultFile, noFaults } from './faultWish.ts';
import type { FaultWish } from './faultWish.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { host: text, port: text, data: text, pin: text, 'no-sample': { type: 'boolean' } },
});
const { 'no-sample': noSample, ...flags } = values;
const config = resolveConfig({ ...flags, sample: noSample !== true }, {});

function wish(): FaultWish {
  try {
    return { ...noFaults, ...(JSON.parse(readFileSync(join(config.data, faultFile), 'utf8')) as object) };
  } catch {
    // Nothing was wished for yet, or it is being written just now.
    return noFaults;
  }
}

const running = await startServer(config, {
  clocks: {
    mono: () => performance.now() + wish().monoAheadMs,
    wall: () => Date.now() + wish().wallOffsetMs,
    after: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
  },
  backups: { everyMs: wish().backupEveryMs, keep: null },
});
process.on('SIGTERM', () => void running.stop().then(() => process.exit(0)));
process.on('unhandledRejection', (error) => console.error('unhandled rejection', error));
console.log(`ready http://127.0.0.1:${running.port}`);
