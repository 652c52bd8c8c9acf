/**
 * The server as it is started for a class, but under limits of the test's choosing:
 * `node limitsServer.ts --limits JSON --host … --port … --data … --pin … --no-sample`, the JSON over the classroom's.
 */
import { parseArgs } from 'node:util';
import { resolveConfig } from '../../server/config.ts';
import { startServer } from '../../server/main.ts';
import { classroomLimits } from '../../server/transport/limits.ts';
import type { Limits } from '../../server/transport/limits.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { limits: text, host: text, port: text, data: text, pin: text, 'no-sample': { type: 'boolean' } },
});
const { limits = '{}', 'no-sample': noSample, ...flags } = values;
const config = resolveConfig({ ...flags, sample: noSample !== true }, {});
const running = await startServer(config, {
  limits: { ...classroomLimits, ...(JSON.parse(limits) as Partial<Limits>) },
});
process.once('SIGTERM', () => {
  void running.stop().then(() => process.exit());
});
process.stdout.write(`ready http://127.0.0.1:${running.port}\n`);
