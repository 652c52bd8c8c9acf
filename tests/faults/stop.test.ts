/** SIGSTOP and SIGCONT: the laptop hangs, as under an update or a full memory, and comes to itself again. */
import { expect, it } from 'vitest';
import { long, openRoom, pass, play, seed } from '../support/faultDriver.ts';
import { expectWhole, readRecord } from '../support/recordCheck.ts';

it.each(long ? [5, 15, 30] : [2])(
  `goes on after the server stood still for %i s, nothing lost or doubled (seed ${seed})`,
  async (seconds) => {
    const room = await openRoom();
    const during = async ({ phase }: { phase: string }): Promise<void> => {
      if (phase !== 'play') return;
      await pass(300);
      room.server.process.kill('SIGSTOP');
      await pass(seconds * 1000);
      room.server.process.kill('SIGCONT');
    };
    const played = await play(room.server.url, during, { activity: 'name-ball', speed: 4 });
    const kept = await readRecord(room.data, played.session);
    expect(played.acknowledged.length).toBeGreaterThan(5);
    expectWhole(played, kept);
    // Half a minute may be all the time that the game had.
    expect(['done', 'ended']).toContain(kept.runs[0]?.why);
  },
  300_000,
);
