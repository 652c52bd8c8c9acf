/** Times between turns and requests. Any unit, the same throughout; starts of turns are in rising order. */
import { median as middle } from 'simple-statistics';
import type { Measured } from './figure.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The middle value; the mean of the two middle ones for an even number. `nothing` of none. */
export function median(values: readonly number[]): Measured {
  return values.length === 0 ? 'nothing' : middle([...values]);
}

/** From the end of each span to the start of the next; negative where they overlap. One fewer than spans. */
export function gaps(spans: readonly Span[]): number[] {
  return spans.slice(1).map(({ start }, index) => start - (spans[index]?.end ?? start));
}

export interface Asked {
  readonly at: number;
  /** When it was granted; null: never. */
  readonly granted: number | null;
  /** When it ended without a grant: lowered, closed, or the game's end. */
  readonly until: number;
}

/** Waits of the requests that were granted, ≥ 0. */
export function grantedWaits(requests: readonly Asked[]): number[] {
  return requests.flatMap(({ at, granted }) => (granted === null ? [] : [granted - at]));
}

/** The requests that were not, with what each waited at least: the true wait is longer, and unknown (censored). */
export function unservedWaits<R extends Asked>(requests: readonly R[]): (R & { readonly waited: number })[] {
  return requests
    .filter(({ granted }) => granted === null)
    .map((request) => ({ ...request, waited: request.until - request.at }));
}
