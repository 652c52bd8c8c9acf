/** How the stick moves: quiet before a turn, offer, claim, end, and who comes next under each regime. */
import type { Env, Fact, Outcome, Regime, Seat, Speaker, Target, TurnEnd } from '../_kit/contract.ts';
import { claim, endTurn, offer, unclaimedMs } from '../_kit/floor.ts';
import type { Floor } from '../_kit/floor.ts';
import { withHidden, withShared } from './rules.state.ts';
import type { Change, Coming, Hand, Shared } from './rules.state.ts';

/** Time is up: nobody new is given the floor, only the open turn is still spoken to its end. */
export function isClosing(shared: Shared): boolean {
  return shared.config.regime !== 'forced' && shared.endsAt === null;
}

/**
 * Goes on to the next speaker where the floor is free: into the quiet before the turn, or without one straight to the
 * offer. Does nothing while a turn or a quiet is under way or nobody is to speak; ends the circle where nothing is left.
 */
export function goOn(change: Change, env: Env): Change {
  const { shared } = change.state;
  if (shared.outcome !== null || shared.floor !== null || isQuiet(shared)) return change;
  if (shared.order.length === 0) return finish(change, 'ended');
  if (isClosing(shared)) return finish(change, 'done');
  if (shared.config.regime === 'forced' && noTurnIsLeft(change)) return finish(change, 'done');
  const chosen = chooseNext(change);
  const { coming, config, asOf } = chosen.state.shared;
  if (coming === null) return chosen;
  // A raised hand moves no floor by itself: even without a quiet, the offer is the timer's.
  if (config.thinkSeconds === 0 && config.regime !== 'queue') return offerComing(chosen, env);
  const until = env.now + config.thinkSeconds * 1000;
  return withShared(chosen, { coming: { ...coming, until }, asOf: asOf + 1 });
}

function isQuiet(shared: Shared): boolean {
  return shared.coming !== null && shared.coming.until !== null;
}

function noTurnIsLeft({ state: { shared, hidden } }: Change): boolean {
  return hidden.pending.length === 0 && shared.round >= shared.config.rounds;
}

function chooseNext(change: Change): Change {
  const { shared } = change.state;
  switch (shared.config.regime) {
    case 'forced':
      return chooseInOrder(change);
    case 'queue': {
      const first = shared.queue[0];
      return first === undefined ? change : withShared(change, { coming: byRule(first.seat) });
    }
    case 'called': // whom the adult called, if anybody
    case 'free_floor': // nobody gives the floor
      return change;
  }
}

function chooseInOrder(change: Change): Change {
  const ready = change.state.hidden.pending.length > 0 ? change : nextRound(change);
  const { pending, served } = ready.state.hidden;
  const [seat, ...rest] = pending;
  if (seat === undefined) return ready;
  const moved = withHidden(ready, { pending: rest, served: [...served, seat] });
  return withShared(moved, { coming: byRule(seat) });
}

function byRule(seat: Seat): Coming {
  return { seat, givenBy: 'rules', options: null, until: null };
}

/** A new round in the same order; it speaks to the next topic, since everybody has spoken to this one. */
function nextRound(change: Change): Change {
  const { order, round } = change.state.shared;
  const fresh = withHidden(withShared(change, { round: round + 1 }), { pending: order, served: [] });
  return nextTopic(fresh);
}

/** Turns to the next topic drawn; after the last one the first comes again. */
export function nextTopic(change: Change): Change {
  const [first, ...rest] = change.state.hidden.topics;
  if (first === undefined) return change;
  const topics = [...rest, first];
  return withShared(withHidden(change, { topics }), { topic: topics[0] ?? null });
}

/** Offers the floor to the one who is coming. A raised hand is thereby granted. */
export function offerComing(change: Change, { now }: Env): Change {
  const { shared } = change.state;
  if (shared.coming === null) return change;
  const { seat, givenBy, options } = shared.coming;
  const turn = shared.turns + 1;
  const offered = offer(
    {
      turn,
      speaker: seat,
      givenBy,
      options,
      regime: shared.config.regime,
      bounded: shared.config.regime === 'forced',
      next: null,
      waitMs: shared.adultTaps.includes(seat) ? null : unclaimedMs,
    },
    now,
  );
  const open = { floor: offered.floor, coming: null, turns: turn, asOf: shared.asOf + 1 };
  return closeHands(withShared(change, open, offered.facts), [seat], 'granted', turn);
}

/** Opens the offered turn: its child has come for it, or the adult says so. Having had the stick begins here. */
export function openTurn(
  change: Change,
  how: { readonly via: 'tablet' | 'adult'; readonly alone: boolean },
  { now }: Env,
): Change {
  const { floor, config, asOf, held } = change.state.shared;
  if (floor === null) return change;
  const turnMs = config.regime === 'free_floor' ? null : config.turnSeconds * 1000;
  const claimed = claim(floor, how, now, turnMs);
  const opened = withShared(
    change,
    { floor: claimed.floor, voice: how.via === 'adult', asOf: asOf + 1 },
    claimed.facts,
  );
  if (floor.speaker === 'adult') return opened;
  const before = opened.state.hidden.had;
  const had = before.includes(floor.speaker) ? before : [...before, floor.speaker];
  return withShared(withHidden(opened, { had }), { held: held + 1 });
}

/** In `free_floor`: `by` has begun to speak, says the adult. Nobody gave the floor, so its giver is the speaker. */
export function takeFloor(change: Change, by: Speaker, env: Env): Change {
  const turn = change.state.shared.turns + 1;
  const offered = offer(
    {
      turn,
      speaker: by,
      givenBy: by,
      options: null,
      regime: 'free_floor',
      bounded: false,
      next: null,
      waitMs: null,
    },
    env.now,
  );
  const taken = withShared(change, { floor: offered.floor, turns: turn }, offered.facts);
  return openTurn(taken, { via: 'adult', alone: false }, env);
}

/** Ends the open turn, if there is one. `via`: who ended it, where a person did. */
export function closeTurn(change: Change, why: TurnEnd, via: 'tablet' | 'adult' | null = null): Change {
  const { floor, toward, voice, config, asOf } = change.state.shared;
  if (floor === null) return change;
  const channel = voice || via === 'adult' ? 'voice' : 'tap';
  const facts = endTurn(floor, why, toward ?? towardBy(config.regime, floor, why), channel);
  return withShared(change, { floor: null, toward: null, voice: false, asOf: asOf + 1 }, facts);
}

/** Toward whom a turn was where nobody marked it: with the stick one speaks to the circle, in free talk we don't know. */
function towardBy(regime: Regime, floor: Floor, why: TurnEnd): Target {
  const spoke = floor.state === 'claimed' && (why === 'self' || why === 'timer' || why === 'interrupted');
  return spoke && regime !== 'free_floor' ? 'group' : 'unknown';
}

/** Takes down the hands of `seats`, with what became of each request. */
export function closeHands(
  change: Change,
  seats: readonly Seat[],
  outcome: 'granted' | 'unserved' | 'withdrawn',
  turn: number | null = null,
): Change {
  const { queue } = change.state.shared;
  const closed = queue.filter((hand) => seats.includes(hand.seat));
  if (closed.length === 0) return change;
  const facts = closed.map(({ request }): Fact => ({ fact: 'request_closed', request, outcome, turn }));
  return withShared(change, { queue: queue.filter((hand) => !closed.includes(hand)) }, facts);
}

/** Time is up: a child in mid-sentence may finish, everything else ends now. */
export function timeUp(change: Change): Change {
  const { shared } = change.state;
  if (shared.config.regime === 'free_floor') return finish(closeTurn(change, 'timer'), 'done');
  if (shared.floor?.state !== 'claimed') return finish(change, 'done');
  return closeHands(withShared(change, { endsAt: null, coming: null }), seatsOf(shared.queue), 'unserved');
}

/** The circle is over: nothing stays open. */
export function finish(change: Change, outcome: Outcome): Change {
  const closed = closeTurn(change, 'interrupted');
  const { queue, coming, config, asOf } = closed.state.shared;
  const unserved = closeHands(closed, seatsOf(queue), 'unserved');
  const over = withShared(unserved, { coming: null, endsAt: null, outcome, asOf: asOf + 1 });
  if (coming === null || config.regime !== 'forced') return over;
  // A turn that never came to be offered still counts among those that were ahead.
  return withHidden(over, { pending: [coming.seat, ...over.state.hidden.pending] });
}

const seatsOf = (queue: readonly Hand[]): readonly Seat[] => queue.map((hand) => hand.seat);

/** Brings what is derived up to date: who is next after the open turn, and the numbers that the goal needs. */
export function settle(change: Change): Change {
  const { shared, hidden } = change.state;
  const floor = shared.floor === null ? null : { ...shared.floor, next: nextAfterTurn(change) };
  const gone = hidden.had.filter((seat) => !shared.order.includes(seat));
  return withShared(change, {
    floor,
    ahead: turnsAhead(change),
    reached: hidden.had.length,
    members: shared.order.length + gone.length,
  });
}

function nextAfterTurn({ state: { shared, hidden } }: Change): Seat | null {
  switch (shared.config.regime) {
    case 'forced':
      return hidden.pending[0] ?? (shared.round < shared.config.rounds ? (shared.order[0] ?? null) : null);
    case 'queue':
      return shared.queue[0]?.seat ?? null;
    case 'called':
      return shared.coming?.seat ?? null;
    case 'free_floor':
      return null;
  }
}

function turnsAhead({ state: { shared, hidden } }: Change): number {
  if (shared.config.regime !== 'forced') return 0;
  const laterRounds = shared.order.length * (shared.config.rounds - shared.round);
  return hidden.pending.length + (shared.coming === null ? 0 : 1) + laterRounds;
}
