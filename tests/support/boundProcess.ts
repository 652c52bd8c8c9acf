/**
 * A server as a process of its own under limits of the test's choosing: `node boundProcess.ts FOLDER PORT LIMITS`,
 * the last as JSON over the classroom's. Prints `ready URL`, and ends on SIGTERM.
 */
import { resolveConfig } from '../../server/config.ts';
import { startServer } from '../../server/main.ts';
import { classroomLimits } from '../../server/transport/limits.ts';
import type { Limits } from '../../server/transport/limits.ts';

const [data = '', port = '0', given = '{}', pin = ''] = process.argv.slice(2);
const limits = { ...classroomLimits, ...(JSON.parse(given) as Partial<Limits>) };
const config = resolveConfig({ data, port, pin, host: '127.0.0.1', sample: false }, {});
const running = await startServer(config, { limits });
process.once('SIGTERM', () => {
  void running.stop().then(() => process.exit());
});
process.stdout.write(`ready http://127.0.0.1:${running.port}\n`);
