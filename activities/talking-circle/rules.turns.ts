/** How the stick moves: quiet before a turn, offer, claim, end, and who comes next under each regime. */
import type { Env, Outcome, Regime, Seat, Speaker, Target, TurnEnd } from '../_kit/contract.ts';
import { claim, endTurn, offer } from '../_kit/floor.ts';
import type { Floor } from '../_kit/floor.ts';
import {
  beginQuiet, comeByHand, comeInOrder, dismissHands, isQuiet, isRoundOver, nextInOrder, nextRound, offerComing,
  turnsAhead, withHidden, withShared,
} from '../_kit/turns.ts'; // prettier-ignore
import type { Change, Shared } from './rules.state.ts';

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
  const { coming, config } = chosen.state.shared;
  if (coming === null) return chosen;
  // A raised hand moves no floor by itself: even without a quiet, the offer is the timer's.
  if (config.thinkSeconds === 0 && config.regime !== 'queue') return offerStick(chosen, env);
  return beginQuiet(chosen, config.thinkSeconds * 1000, env);
}

function noTurnIsLeft(change: Change): boolean {
  const { round, config } = change.state.shared;
  return isRoundOver(change) && round >= config.rounds;
}

function chooseNext(change: Change): Change {
  switch (change.state.shared.config.regime) {
    case 'forced':
      // In a new round everybody speaks to the next topic, having spoken to this one.
      return comeInOrder(isRoundOver(change) ? nextTopic(nextRound(change)) : change);
    case 'queue':
      return comeByHand(change);
    case 'called': // whom the adult called, if anybody
    case 'free_floor': // nobody gives the floor
      return change;
  }
}

/** Turns to the next topic drawn; after the last one the first comes again. */
export function nextTopic(change: Change): Change {
  const [first, ...rest] = change.state.hidden.topics;
  if (first === undefined) return change;
  const topics = [...rest, first];
  return withShared(withHidden(change, { topics }), { topic: topics[0] ?? null });
}

/** Offers the stick to the one who is coming. */
export function offerStick(change: Change, env: Env): Change {
  const { regime } = change.state.shared.config;
  return offerComing(change, { regime, bounded: regime === 'forced' }, env);
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

/** Time is up: a child in mid-sentence may finish, everything else ends now. */
export function timeUp(change: Change): Change {
  const { shared } = change.state;
  if (shared.config.regime === 'free_floor') return finish(closeTurn(change, 'timer'), 'done');
  if (shared.floor?.state !== 'claimed') return finish(change, 'done');
  return dismissHands(withShared(change, { endsAt: null }));
}

/** The circle is over: nothing stays open. */
export function finish(change: Change, outcome: Outcome): Change {
  const closed = closeTurn(change, 'interrupted');
  const { coming, config, asOf } = closed.state.shared;
  const over = withShared(dismissHands(closed), { endsAt: null, outcome, asOf: asOf + 1 });
  if (coming === null || config.regime !== 'forced') return over;
  // A turn that never came to be offered still counts among those that were ahead.
  return withHidden(over, { pending: [coming.seat, ...over.state.hidden.pending] });
}

/** Brings what is derived up to date: who is next after the open turn, and the numbers that the goal needs. */
export function settle(change: Change): Change {
  const { shared, hidden } = change.state;
  const floor = shared.floor === null ? null : { ...shared.floor, next: nextAfterTurn(change) };
  const gone = hidden.had.filter((seat) => !shared.order.includes(seat));
  return withShared(change, {
    floor,
    ahead: shared.config.regime === 'forced' ? turnsAhead(change.state, shared.config.rounds) : 0,
    reached: hidden.had.length,
    members: shared.order.length + gone.length,
  });
}

function nextAfterTurn({ state }: Change): Seat | null {
  const { config, queue, coming } = state.shared;
  switch (config.regime) {
    case 'forced':
      return nextInOrder(state, config.rounds);
    case 'queue':
      return queue[0]?.seat ?? null;
    case 'called':
      return coming?.seat ?? null;
    case 'free_floor':
      return null;
  }
}
