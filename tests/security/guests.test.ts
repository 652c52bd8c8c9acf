/** Who is not recorded leaves no trace outside the people, roster and roll tables: not in a row, a log line or an export. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { activities } from '../../activities/registry.rules.ts';
import { fetchExport, simulate } from '../../robots/simulate.ts';
import { strayCanaries, type Sighting } from '../support/canaries.ts';
import { freePort, startServer, testPin, type ServerProcess } from '../support/serverProcess.ts';

const unrecorded = 4;

let data = '';
let server: ServerProcess;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'circletime-guests-'));
  server = await startServer({
    data,
    port: await freePort(),
    flags: ['--no-sample', '--log-level', 'debug'],
  });
});
afterEach(async () => {
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

it('keeps four guests out of every other table, the server log and the export, during the lesson and after', async () => {
  const whileOpen: Sighting[] = [];
  const { differences, rows, played } = await simulate({
    url: server.url,
    pin: testPin,
    children: 14,
    tablets: 2,
    activity: 'all',
    seed: 11,
    speed: 50,
    unrecorded,
    faults: true,
    activities,
    say: () => undefined,
    during: ({ guests }) => {
      whileOpen.push(...strayCanaries(data, guests.flatMap(needles)));
      return Promise.resolve();
    },
  });
  expect(differences).toEqual([]);
  expect(rows).toBeGreaterThan(20);

  expect(played.guests).toHaveLength(unrecorded);
  const guests = played.guests.flatMap(needles);
  expect(whileOpen).toEqual([]);
  expect(strayCanaries(data, guests)).toEqual([]);

  const files = Object.entries(unzipSync(await fetchExport(server.url, played)));
  const inExport = files.filter(([, bytes]) => guests.some((needle) => strFromU8(bytes).includes(needle)));
  expect(inExport.map(([file]) => file)).toEqual([]);

  const logs = [server.output(), ...(await textFiles(data))];
  expect(logs.filter((text) => guests.some((needle) => text.includes(needle)))).toEqual([]);
}, 300_000);

const needles = ({
  child,
  name,
  animal,
}: {
  readonly child: string;
  readonly name: string;
  readonly animal: string;
}) => [child, name, animal];

/** Everything the server wrote beside its database. */
async function textFiles(folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.log'));
  return Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
}
