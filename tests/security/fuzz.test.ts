/** Junk on every line there is: nobody is put out by it, nothing is changed by it, and the class plays on. */
import { afterEach, expect, it } from 'vitest';
import { besiege } from '../support/besieged.ts';
import type { Besieged } from '../support/besieged.ts';
import { comeIn, fuzz, strangers } from '../support/fuzzer.ts';
import type { Limits } from '../../server/transport/limits.ts';

const long = process.env['CIRCLETIME_LONG'] === '1';
const frames = long ? 100_000 : 3000;
const seed = Number(process.env['CIRCLETIME_SEED'] ?? Date.now() % 1_000_000);

/** As good as none: every frame gets as far as there is any code to reach. */
const most = 1e9;
const wide: Partial<Limits> = {
  handshakesPerSecond: most,
  pending: most,
  frames: { atOnce: most, perSecond: most },
  hellos: { atOnce: most, perSecond: most },
  messages: { atOnce: most, perSecond: most },
};

let lesson: Besieged;
afterEach(async () => {
  await lesson.end();
});

it.each(['on', 'off'] as const)(
  `${frames} hostile frames over each transport with the token buckets %s change nothing (seed ${seed})`,
  async (buckets) => {
    lesson = await besiege(2, buckets === 'off' ? wide : {});
    const { server, door } = lesson;
    const { pid } = server.process;
    const attackers = strangers();
    for (const transport of ['websocket', 'polling'] as const) {
      const on = { port: server.port, seed, transport, door };
      await comeIn(on, attackers);
      const before = await lesson.state();

      expect(await fuzz({ ...on, frames }, attackers)).toBeGreaterThanOrEqual(frames);

      // All on the line as before, for the console sees who is.
      await comeIn(on, attackers);
      expect(await lesson.state(), transport).toBe(before);
    }
    const { process } = server;
    expect([process.pid, process.exitCode, process.signalCode]).toEqual([pid, null, null]);
    expect(await lesson.faults()).toEqual([]);

    await lesson.teacher.must('run.resume', {});
    for (const tablet of lesson.tablets) tablet.start();
    await expect.poll(() => lesson.acts(), { timeout: 30_000 }).toBeGreaterThan(2);
    for (const tablet of lesson.tablets) tablet.stop();
  },
);
