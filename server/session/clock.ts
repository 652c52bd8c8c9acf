/** The run's clock: integer ms that stand still while paused and may run faster in a rehearsal. */
import type { Ms } from '../../activities/_kit/contract.ts';

/** An immutable reading with what is needed to count on from it. */
export interface RunClock {
  readonly at: Ms;
  /** Monotonic ms of the reading. */
  readonly mono: number;
  readonly running: boolean;
  /** Run ms per real ms: 1, or up to 50 in a rehearsal. */
  readonly speed: number;
}

/** Run time at monotonic `mono`; never runs backwards. */
export function read(clock: RunClock, mono: number): Ms {
  if (!clock.running) return clock.at;
  return clock.at + Math.max(0, Math.floor((mono - clock.mono) * clock.speed));
}

export function pauseAt(clock: RunClock, mono: number): RunClock {
  return { ...clock, at: read(clock, mono), mono, running: false };
}

export function resumeAt(clock: RunClock, mono: number): RunClock {
  return clock.running ? clock : { ...clock, mono, running: true };
}

/** Real ms from `mono` until the run clock shows `fireAt`; null while it stands still. */
export function realMsUntil(clock: RunClock, mono: number, fireAt: Ms): number | null {
  if (!clock.running) return null;
  return Math.max(0, Math.ceil((fireAt - read(clock, mono)) / clock.speed));
}
