/**
 * How often a lesson is shown. While it is quiet every change is shown at once; under load several changes share a
 * publish, so that forty children tapping together cost no more sending than an eye can follow. Answers never wait.
 */
import type { Clocks } from '../api.ts';

export interface Pace {
  /** Publishes that may follow on one another after a quiet while. */
  readonly atOnce: number;
  readonly perSecond: number;
}

/** About as many pictures a second as a film has; none waits before a dozen came in short order. */
export const classroomPace: Pace = { atOnce: 12, perSecond: 25 };

export interface Pacer {
  /** There is something to show. */
  changed(): void;
  /** Whether to show it now, which then counts as done; if not yet, `wake` is called when it is time. */
  due(): boolean;
  /** Nothing is to be shown any more. */
  end(): void;
}

export function createPacer(
  { mono, after }: Pick<Clocks, 'mono' | 'after'>,
  { atOnce, perSecond }: Pace,
  wake: () => void,
): Pacer {
  const intervalMs = 1000 / perSecond;
  let isChanged = false;
  /** When the publishes so far would have been through, one after the other. */
  let throughAt = -Infinity;
  let cancel: (() => void) | null = null;

  function stopWaiting(): void {
    cancel?.();
    cancel = null;
  }

  return {
    changed: () => {
      isChanged = true;
    },
    due: () => {
      if (!isChanged) return false;
      const now = mono();
      const from = Math.max(throughAt, now);
      const waitMs = from - now - (atOnce - 1) * intervalMs;
      if (waitMs > 0) {
        cancel ??= after(Math.ceil(waitMs), () => {
          cancel = null;
          wake();
        });
        return false;
      }
      throughAt = from + intervalMs;
      isChanged = false;
      stopWaiting();
      return true;
    },
    end: () => {
      isChanged = false;
      stopWaiting();
    },
  };
}
