/** `kill -9` under robots: what was acknowledged is in the log, and the lesson goes on from a pause. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { rngFor } from '../../activities/_kit/rng.ts';
import { activities } from '../../activities/registry.rules.ts';
import { playLesson } from '../../robots/lesson.ts';
import { openSqliteReader } from '../../server/store/sqlite/open.ts';
import { freePort, startServer, testPin, type ServerProcess } from '../support/serverProcess.ts';

const long = process.env['CIRCLETIME_LONG'] === '1';
/** Five runs in a lesson; so many kills in each. */
const killsPerRun = long ? 4 : 1;
const seed = Number(process.env['CIRCLETIME_SEED'] ?? 7);

let data = '';
let server: ServerProcess;
let port = 0;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'circletime-kill-'));
  port = await freePort();
  server = await startServer({ data, port });
});
afterEach(async () => {
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

it(`loses no acknowledged act when the server is killed ${killsPerRun} times in each run (seed ${seed})`, async () => {
  const rng = rngFor(seed, 0);
  const kills: { readonly run: number; readonly wall: number; readonly backWall: number }[] = [];
  const played = await playLesson({
    url: server.url,
    pin: testPin,
    children: 12,
    tablets: 3,
    activity: 'all',
    seed,
    speed: 10,
    unrecorded: 0,
    faults: false,
    activities,
    say: () => undefined,
    during: async (run) => {
      for (let kill = 0; kill < killsPerRun; kill += 1) {
        await moment(200 + rng.int(1200));
        const wall = Date.now();
        await server.kill();
        server = await startServer({ data, port });
        kills.push({ run, wall, backWall: Date.now() });
      }
    },
  });

  const record = await openSqliteReader({ folder: data });
  const entries = await record.entries(played.session);
  const runs = await record.rows('run', played.session);
  const pauses = await record.rows('pause', played.session);
  await record.close();

  const logged = new Set(entries.flatMap(({ actionId }) => (actionId === null ? [] : [actionId])));
  expect(played.acknowledged.length).toBeGreaterThan(20);
  expect(played.acknowledged.filter((actionId) => !logged.has(actionId))).toEqual([]);
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));

  expect(kills).toHaveLength(played.plays.length * killsPerRun);
  const whilePlaying = kills.filter(({ run, wall }) => (runs[run - 1]?.endedWall ?? 0) > wall);
  expect(whilePlaying.length).toBeGreaterThan(0);
  // A kill while the lesson still waits for its adult to go on prolongs the pause it stands in.
  const restarts = pauses.filter(({ why }) => why === 'restart');
  const unpaused = whilePlaying.filter(
    ({ run, wall, backWall }) =>
      !restarts.some(
        (pause) => pause.run === run && pause.fromWall <= backWall && (pause.toWall ?? 0) > wall,
      ),
  );
  expect(unpaused).toEqual([]);
  // The ball may not have come round in time after so many restarts; every run must have come to its end.
  expect(runs.filter(({ why }) => why !== 'done' && why !== 'ended')).toEqual([]);
  expect(runs).toHaveLength(played.plays.length);
}, 600_000);

/** A random moment of the play: the fault has to fall anywhere, so there is nothing to wait for. */
function moment(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
