/** Raised hands: who asks for the floor, first up first. Pure; nothing about them is secret. */
import type { Fact, Seat } from './contract.ts';

/** A hand that is up. */
export interface Hand {
  /** 1, 2, 3 … within the instance. */
  readonly request: number;
  readonly seat: Seat;
}

export interface Hands {
  /** Hands up, first up first; at most one of each seat. */
  readonly queue: readonly Hand[];
  /** Requests made so far. */
  readonly requests: number;
}

/** The hands after a change, with what the change put on the record. */
export interface HandsChange {
  readonly hands: Hands;
  readonly facts: readonly Fact[];
}

export function isUp({ queue }: Hands, seat: Seat): boolean {
  return queue.some((hand) => hand.seat === seat);
}

/** Puts up the hand of a seat whose hand is down, behind all others. */
export function raiseHand({ queue, requests }: Hands, seat: Seat): HandsChange {
  const request = requests + 1;
  return {
    hands: { queue: [...queue, { request, seat }], requests: request },
    facts: [{ fact: 'request_made', request, seat }],
  };
}

/** Takes down those hands of `seats` that are up. `turn` is the one that serves them: null unless granted. */
export function closeHands(
  { queue, requests }: Hands,
  seats: readonly Seat[],
  outcome: 'granted' | 'unserved' | 'withdrawn',
  turn: number | null = null,
): HandsChange {
  const closed = queue.filter((hand) => seats.includes(hand.seat));
  return {
    hands: { queue: queue.filter((hand) => !closed.includes(hand)), requests },
    facts: closed.map(({ request }): Fact => ({ fact: 'request_closed', request, outcome, turn })),
  };
}
