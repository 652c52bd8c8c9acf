/** Wi-Fi at its worst: lines that stall, go dead without a word, or break, while robots play through them. */
import { expect, it } from 'vitest';
import { long, openRoom, pass, play, seed } from '../support/faultDriver.ts';
import { proxyTo } from '../support/proxy.ts';
import type { Proxy } from '../support/proxy.ts';
import { expectWhole, readRecord } from '../support/recordCheck.ts';

/** One game through a proxy, with the fault in the middle of it; the record is whole and the game came to its end. */
async function playThrough(fault: (proxy: Proxy) => Promise<void>): Promise<Proxy> {
  const room = await openRoom();
  const proxy = await proxyTo(room.port);
  const during = async ({ phase }: { phase: string }): Promise<void> => {
    if (phase !== 'play') return;
    await pass(300);
    await fault(proxy);
  };
  const played = await play(proxy.url, during, { activity: 'name-ball', speed: 4 });
  const kept = await readRecord(room.data, played.session);
  expect(played.acknowledged.length).toBeGreaterThan(5);
  expectWhole(played, kept);
  // Half a minute without a line may be all the time that the game had.
  expect(['done', 'ended']).toContain(kept.runs[0]?.why);
  // The server never stood still: a line's trouble is no pause, and no restart.
  expect(kept.pauses.filter(({ why }) => why !== 'adult')).toEqual([]);
  return proxy;
}

it.each(long ? [5, 15, 30] : [2])(
  `goes on after every line stalled for %i s, nothing lost or doubled (seed ${seed})`,
  async (seconds) => {
    await playThrough(async (proxy) => {
      proxy.stall();
      await pass(seconds * 1000);
      proxy.flow();
    });
  },
  300_000,
);

it(`goes on after every line went dead without closing: robots come back on new ones (seed ${seed})`, async () => {
  const proxy = await playThrough((line) => {
    line.deaden();
    return Promise.resolve();
  });
  expect(proxy.abandoned).toBeGreaterThanOrEqual(5);
}, 300_000);

it(`goes on after every line was cut, again and again (seed ${seed})`, async () => {
  await playThrough(async (proxy) => {
    for (let times = 0; times < (long ? 30 : 3); times += 1) {
      proxy.cut();
      await pass(700);
    }
  });
}, 300_000);
