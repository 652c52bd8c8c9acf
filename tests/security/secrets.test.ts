/**
 * What a game keeps secret stays with those who may know it: every byte that the server sends is kept by a tapped
 * proxy, and held against what the log says was secret at that moment, and from whom.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Secret } from '../../activities/_kit/contract.ts';
import { activities } from '../../activities/registry.rules.ts';
import { playLesson } from '../../robots/lesson.ts';
import { openSqliteReader } from '../../server/store/sqlite/open.ts';
import { statesOf } from '../support/pastStates.ts';
import type { PastState } from '../support/pastStates.ts';
import { proxyTo } from '../support/proxy.ts';
import { freePort, startServer, testPin } from '../support/serverProcess.ts';
import type { ServerProcess } from '../support/serverProcess.ts';
import { listen } from '../support/wiretap.ts';
import type { Told } from '../support/wiretap.ts';

const long = process.env['CIRCLETIME_LONG'] === '1';
const seeds = long ? [1, 2, 3] : [1];

let data = '';
let server: ServerProcess;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'circletime-secrets-'));
  server = await startServer({ data, port: await freePort() });
});
afterEach(async () => {
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

const withSecrets = Object.values(activities).filter(({ secrets }) => secrets !== undefined);

it('has activities with secrets to keep', () => {
  expect(withSecrets.map(({ id }) => id)).toEqual(['story-train', 'guide-and-walker']);
});

for (const activity of withSecrets)
  for (const seed of seeds)
    for (const { tablets, groups } of [
      { tablets: 6, groups: 2 },
      { tablets: 2, groups: 2 },
    ])
      // prettier-ignore
      it(`${activity.id}: no secret reaches a device that may not have it, ${tablets / groups} tablets to a group (seed ${seed})`, async () => {
        const tap = listen();
        const proxy = await proxyTo(server.port, tap.heard);
        const { session } = await playLesson({
          ...{ url: proxy.url, pin: testPin, children: 12, tablets, groups, activity: activity.id, seed },
          ...{ speed: long ? 20 : 50, unrecorded: 0, faults: false, activities, say: () => undefined },
        });
        const record = await openSqliteReader({ folder: data });
        const past = statesOf(await record.entries(session), activities);
        const devices = await record.rows('device', session);
        const seats = await record.rows('seat', session);
        await record.close();

        const hosted = (device: string): readonly number[] =>
          seats.filter((row) => row.device === device).map(({ seat }) => seat);
        const groupOf = (device: string) => devices.find((row) => row.device === device)?.grp ?? null;
        const leaks: string[] = [];
        let rightlyTold = 0;
        let kept = 0;
        for (const told of tap.told()) {
          const games = past.at(told.seq);
          const rightful = tellable(told, games, hosted(told.device), groupOf(told.device));
          for (const { word } of games.flatMap(secretsIn)) {
            if (!told.text.includes(JSON.stringify(word))) kept += 1;
            else if (rightful(word)) rightlyTold += 1;
            else leaks.push(`${told.role} of group ${String(groupOf(told.device))}: ${word} at ${told.seq}`);
          }
        }
        expect(leaks).toEqual([]);
        // The search is not blind: there were secrets, and who might know one was told.
        expect(kept).toBeGreaterThan(0);
        expect(rightlyTold).toBeGreaterThan(0);
      });

const secretsIn = ({ activity, state }: PastState): readonly Secret[] => activity.secrets?.(state) ?? [];

/**
 * What a device may have been told of secrets: by a seat of its own, or as the adult's console. Two groups may have the
 * same word, and what one of them has laid open is no secret any more.
 */
function tellable(
  { role }: Told,
  games: readonly PastState[],
  seats: readonly number[],
  ownGroup: number | null,
): (word: string) => boolean {
  const isAdult = role === 'facilitator' || role === 'admin';
  const shown = isAdult
    ? games.map(({ activity, state }) => activity.view.facilitator(state) as unknown)
    : games.map(({ state }) => state.shared);
  const open = JSON.stringify(shown);
  const own = games.filter(({ group }) => group === ownGroup).flatMap(secretsIn);
  const known = new Set(
    own.filter(({ knownTo }) => knownTo.some((seat) => seats.includes(seat))).map(({ word }) => word),
  );
  return (word) => (role === 'tablet' && known.has(word)) || open.includes(JSON.stringify(word));
}
