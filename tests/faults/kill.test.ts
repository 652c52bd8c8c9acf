/** `kill -9` under robots, in every phase of a lesson: what was acknowledged is kept, and play goes on from a pause. */
import { expect, it } from 'vitest';
import { rngFor } from '../../activities/_kit/rng.ts';
import { openSqliteReader } from '../../server/store/sqlite/open.ts';
import { phases } from '../../src/wire/vocabulary.ts';
import type { Phase } from '../../src/wire/vocabulary.ts';
import { long, openRoom, pass, play, seed } from '../support/faultDriver.ts';
import type { Room } from '../support/faultDriver.ts';
import { expectWhole, readRecord } from '../support/recordCheck.ts';

/** So many kills in all, over as many lessons as that takes. */
const wanted = long ? 100 : phases.length;
/** Kills in each run while it is played; in each other phase there is one. */
const inPlay = long ? 4 : 1;

interface Kill {
  readonly phase: Phase;
  readonly run: number;
  readonly wall: number;
  readonly backWall: number;
  /** Ms from the start of the new process until it answered. */
  readonly backMs: number;
}

async function killOnce(room: Room, ms: number, phase: Phase, run: number): Promise<Kill> {
  await pass(ms);
  const wall = Date.now();
  await room.kill();
  const backMs = await room.restart();
  return { phase, run, wall, backWall: Date.now(), backMs };
}

it(`loses and doubles nothing when the server is killed ${wanted} times, in every phase (seed ${seed})`, async () => {
  const kills: Kill[] = [];
  for (let lesson = 0; kills.length < wanted; lesson += 1) {
    const rng = rngFor(seed, lesson);
    const room = await openRoom();
    const here: Kill[] = [];
    const killed = new Set<Phase>();
    const during = async ({ phase, run }: { phase: Phase; run: number }): Promise<void> => {
      // Every phase once, then only play: the more a lesson has acknowledged, the more there is to lose.
      const times = phase === 'play' ? inPlay : killed.has(phase) ? 0 : 1;
      killed.add(phase);
      if (phase === 'play') await untilPlaying(room, run);
      for (let kill = 0; kill < times; kill += 1) {
        here.push(await killOnce(room, rng.int(phase === 'play' ? 1500 : 60), phase, run));
      }
    };
    const shape = long ? {} : { activity: 'name-ball' };
    const played = await play(room.server.url, during, { ...shape, seed: seed + lesson });
    const kept = await readRecord(room.data, played.session);

    expect(played.acknowledged.length).toBeGreaterThan(5);
    expectWhole(played, kept);
    expect(new Set(here.map(({ phase }) => phase))).toEqual(new Set(phases));
    expectPaused(here, kept);
    expect(kept.runs.filter(({ why }) => why !== 'done' && why !== 'ended')).toEqual([]);
    kills.push(...here);
    await room.kill();
  }
  const slowest = Math.max(...kills.map(({ backMs }) => backMs));
  console.log(`${kills.length} kills; back after ${Math.round(slowest)} ms at most`);
  if (long) expect(slowest).toBeLessThan(10_000);
}, 3_600_000);

/** The run is on the record: a kill from here on falls into it. */
async function untilPlaying({ data }: Room, run: number): Promise<void> {
  const started = async (): Promise<number> => {
    const reader = await openSqliteReader({ folder: data });
    const runs = await reader.rows('run', null);
    await reader.close();
    return runs.length;
  };
  await expect.poll(started, { timeout: 30_000, interval: 20 }).toBe(run);
}

/** Whoever was playing when the server died stands paused when it is back, until the adult goes on. */
function expectPaused(
  kills: readonly Kill[],
  { runs, pauses }: Awaited<ReturnType<typeof readRecord>>,
): void {
  const whilePlaying = kills.filter(({ run, wall }) => {
    const row = runs.find((each) => each.run === run);
    return row !== undefined && row.startedWall < wall && (row.endedWall ?? 0) > wall;
  });
  expect(whilePlaying.length).toBeGreaterThan(0);
  // A kill while the lesson still waits for its adult to go on prolongs the pause it stands in.
  const unpaused = whilePlaying.filter(
    ({ run, wall, backWall }) =>
      !pauses.some((pause) => pause.run === run && pause.fromWall <= backWall && (pause.toWall ?? 0) > wall),
  );
  expect(unpaused).toEqual([]);
}
