/** Sends hostile frames to a running server, over websocket and polling, as every kind of stranger there is. */
import { rngFor } from '../../activities/_kit/rng.ts';
import type { Rng } from '../../activities/_kit/contract.ts';
import type { AnswerOf } from '../../src/wire/answers.ts';
import type { DoorPicture } from '../../src/wire/vocabulary.ts';
import { hostileFrame } from './hostileFrames.ts';
import { openLine } from './rawLine.ts';
import type { Line } from './rawLine.ts';

export interface Fuzz {
  readonly port: number;
  readonly seed: number;
  /** At least so many frames are to have been taken by the server. */
  readonly frames: number;
  readonly transport: 'websocket' | 'polling';
  readonly door: readonly DoorPicture[];
}

/** Side by side; the source address of each is its own, and so what its address may do. */
const fuzzers = 24;
/** Somebody who has not said hello, who has, or a tablet that knows the door. */
const guises = ['stranger', 'visitor', 'tablet'] as const;
/** Frames between two signs of life of the server, and batches of them on one line. */
const batchSize = 20;
const batches = 25;
const signOfLife = '2779["auth.status",{}]';

/** One who attacks, from one connection to the next. */
export interface Stranger {
  readonly guise: (typeof guises)[number];
  readonly from: string;
  /** Kept from one connection to the next, as a page does: a new device for each would fill the lesson. */
  token: string | null;
}

/** Who attacks: nobody has come in yet. */
export const strangers = (): readonly Stranger[] =>
  Array.from({ length: fuzzers }, (_, index) => {
    const guise = guises[index % guises.length] ?? 'stranger';
    return { guise, from: `127.0.0.${index + 10}`, token: null };
  });

/** All come in as who they are: for a tablet's first time that is a change, and no attack. */
export async function comeIn(on: Omit<Fuzz, 'frames'>, all: readonly Stranger[]): Promise<void> {
  for (const who of all) {
    const line = await lineOf(on, who);
    await disguise(line, who, on.door);
    line.end();
  }
}

/** Resolves with how many frames the server took: each was followed by an answer, or ended its connection. */
export async function fuzz(on: Fuzz, all: readonly Stranger[]): Promise<number> {
  let taken = 0;
  const attacks = all.map(async (who, index) => {
    const rng = rngFor(on.seed, index);
    while (taken < on.frames) {
      const more = await attack(on, who, rng);
      taken += more;
    }
  });
  await Promise.all(attacks);
  return taken;
}

/** One connection from its first request to its end. */
async function attack(on: Fuzz, who: Stranger, rng: Rng): Promise<number> {
  const line = await lineOf(on, who);
  try {
    return (await disguise(line, who, on.door)) ? await harass(line, rng) : 0;
  } finally {
    line.end();
  }
}

/** Refused for haste, it tries again. */
async function lineOf({ port, transport }: Omit<Fuzz, 'frames'>, { from }: Stranger): Promise<Line> {
  for (;;) {
    const line = await openLine(port, from, transport);
    if (line !== null) return line;
    await pause(100);
  }
}

/** Becomes who it is to be; false where the line died on the way. */
async function disguise(line: Line, who: Stranger, door: readonly DoorPicture[]): Promise<boolean> {
  if ((await line.answer('0', '0')) === null) return false;
  if (who.guise === 'stranger') return true;
  for (;;) {
    const greeting = {
      app: 'tablet',
      token: who.token,
      build: 'dev',
      seen: null,
      seats: [],
      language: 'zh-CN',
    };
    const told = await line.answer(`2777${JSON.stringify(['hello', greeting])}`, '3777');
    if (told === null) return false;
    const [answer] = JSON.parse(told) as [AnswerOf<'hello'>];
    if (answer.ok) {
      who.token = answer.token ?? who.token;
      break;
    }
    await pause(answer.retryMs ?? 100);
  }
  if (who.guise === 'visitor') return true;
  return (await line.answer(`2778${JSON.stringify(['door.open', { pictures: door }])}`, '3778')) !== null;
}

async function harass(line: Line, rng: Rng): Promise<number> {
  let taken = 0;
  for (let batch = 0; batch < batches; batch += 1) {
    await line.send(Array.from({ length: batchSize }, () => hostileFrame(rng)));
    // The line is dead: one frame was taken at the least, whichever of them ended it.
    if ((await line.answer(signOfLife, '3779')) === null) return taken + 1;
    taken += batchSize;
  }
  return taken;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
