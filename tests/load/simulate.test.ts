/** The record is true: robots play whole lessons, and the export says exactly what happened. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activities } from '../../activities/registry.rules.ts';
import { simulate } from '../../robots/simulate.ts';
import { freePort, startServer, testPin, type ServerProcess } from '../support/serverProcess.ts';

const long = process.env['CIRCLETIME_LONG'] === '1';
const rooms = [
  { children: 42, tablets: 6 },
  { children: 8, tablets: 2 },
  { children: 4, tablets: 1 },
  { children: 5, tablets: 0 },
];
const seeds = long ? [1, 2, 3] : [1];
/** A short lesson runs fifty times faster than a class; the long one at a pace that leaves more room between acts. */
const speed = long ? 20 : 50;

let data = '';
let server: ServerProcess;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'circletime-simulate-'));
  server = await startServer({ data, port: await freePort() });
});
afterAll(async () => {
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

const shared = { pin: testPin, activity: 'all', speed, activities, say: () => undefined };

describe.each(seeds)('with seed %i', (seed) => {
  for (const { children, tablets } of rooms) {
    for (const faults of long ? [false, true] : [tablets > 0]) {
      const how = faults ? 'that reload, sleep, send twice and drop in the middle of a turn' : 'that behave';
      it(`records ${children} children on ${tablets} tablets ${how} without a difference`, async () => {
        const { rows, differences, played } = await simulate({
          ...shared,
          url: server.url,
          children,
          tablets,
          seed,
          faults,
          unrecorded: 0,
        });
        expect(differences).toEqual([]);
        expect(rows).toBeGreaterThan(children);
        expect(played.acknowledged.length).toBeGreaterThan(0);
        const wanting = tablets > 0 ? [] : Object.values(activities).filter(({ needs }) => needs.tablets > 0);
        expect(played.refused.map(({ activity }) => activity)).toEqual(wanting.map(({ id }) => id));
        // 42 children have three minutes to come in.
        expect(played.joinedMs).toBeLessThan(180_000);
        if (long)
          console.log(
            `${children} on ${tablets}, seed ${seed}, faults ${faults}: ${rows} rows, joined in ${played.joinedMs} ms`,
          );
      }, 600_000);
    }
  }
});
