/** A state (on and off) as interval sampling would have seen it. Spans are half-open, [start, stop). */
import { sum } from 'simple-statistics';
import { ratio } from './figure.ts';
import type { Measured } from './figure.ts';

export type State = readonly [start: number, stop: number];

export interface Sampled {
  /** Whole intervals in the session; a rest shorter than one is left out. */
  readonly intervals: number;
  /** Intervals at whose END the state was on; one that is still on at the session's end counts there. */
  readonly momentary: number;
  /** Intervals in which it was on at any moment: overestimates the time. */
  readonly partial: number;
  /** Intervals all through which it was on: underestimates the time. */
  readonly whole: number;
}

/** Powell, Martindale & Kulp (1975). Counts; divide by `intervals` for proportions. */
export function intervalSampling(states: readonly State[], length: number, interval: number): Sampled {
  const on = joined(states, length);
  const starts = Array.from({ length: Math.floor(length / interval) }, (_, index) => index * interval);
  const count = (holds: (start: number, stop: number) => boolean) =>
    starts.filter((start) => holds(start, start + interval)).length;
  return {
    intervals: starts.length,
    momentary: count((_, moment) =>
      on.some(
        ([start, stop]) => start <= moment && (moment < stop || (moment === length && stop === length)),
      ),
    ),
    partial: count((from, to) => on.some(([start, stop]) => start < to && stop > from)),
    whole: count((from, to) => on.some(([start, stop]) => start <= from && stop >= to)),
  };
}

/** Time on ÷ length; 0 … 1. `nothing` for a session without length. */
export function trueProportion(states: readonly State[], length: number): Measured {
  return ratio(sum(joined(states, length).map(([start, stop]) => stop - start)), length, 'nothing');
}

/** Overlapping and touching spans as one, in order, cut to the session. */
function joined(states: readonly State[], length: number): State[] {
  const all: [number, number][] = [];
  for (const [start, stop] of [...states].sort((a, b) => a[0] - b[0])) {
    const span: [number, number] = [Math.max(0, start), Math.min(length, stop)];
    const last = all[all.length - 1];
    if (span[1] <= span[0]) continue;
    if (last !== undefined && span[0] <= last[1]) last[1] = Math.max(last[1], span[1]);
    else all.push(span);
  }
  return all;
}
