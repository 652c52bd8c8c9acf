/** The console's rehearsal: robot tablets come in by themselves while a person leads the lesson. */
import { rngFor } from '../activities/_kit/rng.ts';
import type { AnyActivity } from '../activities/_kit/contract.ts';
import type { DoorPicture } from '../src/wire/vocabulary.ts';
import { keepLooking } from './looking.ts';
import { RobotTablet } from './tablet.ts';

export interface Rehearsal {
  readonly url: string;
  readonly door: readonly [DoorPicture, DoorPicture, DoorPicture];
  readonly tablets: number;
  readonly seed: number;
  readonly speed: number;
  readonly activities: Readonly<Record<string, AnyActivity>>;
  /** Aborted when the lesson is over or the server stops. */
  readonly signal: AbortSignal;
}

/** How often a robot looks whether there is a group for it and a child to seat (real ms): one child after another. */
const comeInEveryMs = 300;

/**
 * Robot tablets open the door, choose a group each (the first the first, and so on round), claim its free tiles
 * and play until `signal` aborts. Resolves when all have left.
 */
export async function joinAsTablets(rehearsal: Rehearsal): Promise<void> {
  await Promise.all(Array.from({ length: rehearsal.tablets }, (_, index) => joinAs(index, rehearsal)));
}

async function joinAs(
  index: number,
  { url, door, seed, speed, activities, signal }: Rehearsal,
): Promise<void> {
  const tablet = new RobotTablet({
    url,
    speed,
    activities,
    rng: rngFor(seed, 100 + index),
    faults: false,
    onAct: () => undefined,
    onBrokenRepeat: () => undefined,
  });
  const left = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
  await tablet.knock(door);
  tablet.start();
  const stop = keepLooking(comeInEveryMs, () => tablet.comeIn(index));
  await left;
  stop();
  tablet.stop();
}
