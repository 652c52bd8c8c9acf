import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pauseAt, read, realMsUntil, resumeAt } from './clock.ts';
import type { RunClock } from './clock.ts';

const start: RunClock = { at: 500, mono: 1000, running: true, speed: 1 };

test('counts on while running, stands still while paused, and goes on where it stood', () => {
  expect(read(start, 1250)).toBe(750);
  const paused = pauseAt(start, 1250);
  expect(read(paused, 9999)).toBe(750);
  expect(realMsUntil(paused, 9999, 800)).toBeNull();
  const resumed = resumeAt(paused, 10_000);
  expect(read(resumed, 10_000)).toBe(750);
  expect(realMsUntil(resumed, 10_000, 800)).toBe(50);
  expect(resumeAt(resumed, 20_000)).toBe(resumed);
});

test('is in integers and never runs backwards, at any speed and through any pauses', () => {
  const steps = fc.array(fc.tuple(fc.double({ min: 0, max: 5000, noNaN: true }), fc.boolean()));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), steps, (speed, moves) => {
      let clock: RunClock = { ...start, speed };
      let mono = clock.mono;
      let last = clock.at;
      for (const [ms, toggle] of moves) {
        mono += ms;
        const now = read(clock, mono);
        expect(Number.isSafeInteger(now)).toBe(true);
        expect(now).toBeGreaterThanOrEqual(last);
        last = now;
        if (toggle) clock = clock.running ? pauseAt(clock, mono) : resumeAt(clock, mono);
      }
    }),
  );
});

test('after the wait that it names the deadline has come, and not a millisecond is waited in vain', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.nat({ max: 100_000 }), (speed, ahead) => {
      const clock: RunClock = { ...start, speed };
      const wait = realMsUntil(clock, 1000, clock.at + ahead) ?? 0;
      expect(read(clock, 1000 + wait)).toBeGreaterThanOrEqual(clock.at + ahead);
      expect(wait).toBeLessThanOrEqual(ahead / speed + 1);
    }),
  );
});
