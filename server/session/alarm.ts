/** Wakes the lesson for its next deadline. */
import type { Clocks } from './api.ts';
import { read, realMsUntil } from './clock.ts';
import type { RunClock } from './clock.ts';
import { nextDeadline } from './instance.ts';
import { playing } from './live.ts';
import type { Live } from './live.ts';

export interface Alarm {
  /**
   * Sets it to the earliest deadline of the run after `met`, the moment (monotonic) up to which all were met; it may
   * have passed by now. What is due when it rings is decided by the state as it is then.
   */
  set(lesson: Live, met: number): void;
  off(): void;
}

export function createAlarm(clocks: Clocks, ring: () => void): Alarm {
  let pending: { readonly clock: RunClock; readonly fireAt: number; readonly cancel: () => void } | null =
    null;

  function off(): void {
    pending?.cancel();
    pending = null;
  }

  return {
    off,
    set: (lesson, met) => {
      const run = playing(lesson);
      if (run === null) return off();
      const { clock } = run;
      const at = read(clock, met);
      let fireAt = Infinity;
      for (const instance of run.instances.values()) {
        fireAt = Math.min(fireAt, nextDeadline(instance, at) ?? Infinity);
      }
      // Most acts leave the deadline where it was.
      if (pending?.clock === clock && pending.fireAt === fireAt) return;
      off();
      const wait = fireAt === Infinity ? null : realMsUntil(clock, clocks.mono(), fireAt);
      if (wait === null) return;
      const cancel = clocks.after(wait, () => {
        pending = null;
        ring();
      });
      pending = { clock, fireAt, cancel };
    },
  };
}
