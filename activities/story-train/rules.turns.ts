/** How the train grows: whose turn comes, the choice, the telling, what listeners expect, and the reading at the end. */
import type { Env, Fact, Outcome, Seat, Target, TurnEnd } from '../_kit/contract.ts';
import { claim, endTurn } from '../_kit/floor.ts';
import {
  beginQuiet, comeByHand, comeInOrder, dismissHands, isQuiet, isRoundOver, nextInOrder, nextRound, offerComing,
  turnsAhead, withHidden, withShared,
} from '../_kit/turns.ts'; // prettier-ignore
import { kinds, type Kind } from './deck.ts';
import { couple, dealTo, takeBack } from './rules.cards.ts';
import { readMs, type Change, type Shared } from './rules.state.ts';

/** Time is up: nobody new is given the floor, only the open turn is still told to its end. */
export function isClosing({ config, endsAt }: Shared): boolean {
  return config.regime === 'queue' && endsAt === null;
}

/** Goes on where the floor is free: to the next teller, or to the reading. */
export function goOn(change: Change, env: Env): Change {
  const { shared } = change.state;
  if (shared.outcome !== null || shared.reading !== null || shared.floor !== null || isQuiet(shared)) {
    return change;
  }
  if (shared.order.length === 0) return finish(change, 'ended');
  if (isWhole(change)) return beginReading(change, env);
  // A raised hand moves no floor by itself: the offer is a timer's.
  if (shared.config.regime === 'queue') return beginQuiet(comeByHand(change), 0, env);
  return offerTurn(comeInOrder(isRoundOver(change) ? nextRound(change) : change), env);
}

function isWhole(change: Change): boolean {
  const { shared } = change.state;
  if (shared.config.regime === 'forced') return isRoundOver(change) && shared.round >= shared.config.rounds;
  return isClosing(shared) || shared.train.length >= wagonsFor(shared);
}

const wagonsFor = ({ order, config }: Shared): number => order.length * config.rounds;

/** Offers the turn to whoever is coming. */
export function offerTurn(change: Change, env: Env): Change {
  const { regime } = change.state.shared.config;
  return offerComing(change, { regime, bounded: regime === 'forced' }, env);
}

/** Its child has come, or the adult says so: it is dealt its cards. */
export function openTurn(
  change: Change,
  seat: Seat,
  how: { readonly via: 'tablet' | 'adult'; readonly alone: boolean },
  env: Env,
): Change {
  const { floor, config, asOf } = change.state.shared;
  if (floor === null) return change;
  const claimed = claim(floor, how, env.now, config.turnSeconds * 1000);
  const opened = { floor: claimed.floor, voice: how.via === 'adult', asOf: asOf + 1 };
  return dealTo(withShared(change, opened, claimed.facts), seat, env.rng);
}

/** The card goes on the train at once, for all to see; then there is time to think, and to say something. */
export function choose(change: Change, seat: Seat, card: string, { now }: Env): Change {
  const { floor, config, asOf } = change.state.shared;
  if (floor === null) return change;
  const thinkUntil = now + config.thinkSeconds * 1000;
  const deadline = thinkUntil + config.turnSeconds * 1000;
  const chose: Fact = { fact: 'contribution', seat, code: 'chose', toward: 'group', turn: floor.turn };
  const told = { told: { card, thinkUntil }, floor: { ...floor, deadline }, asOf: asOf + 1 };
  return couple(takeBack(withShared(change, told, [chose]), seat, card), card);
}

/** Ends the open turn, if there is one. `via`: who ended it, where a person did. */
export function closeTurn(change: Change, why: TurnEnd, via: 'tablet' | 'adult' | null = null): Change {
  const { floor, told, voice, asOf } = change.state.shared;
  if (floor === null || floor.speaker === 'adult') return change;
  const channel = voice || via === 'adult' ? 'voice' : 'tap';
  const facts = endTurn(floor, why, towardBy(why, told !== null), channel);
  const ended = withShared(change, { floor: null, told: null, voice: false, asOf: asOf + 1 }, facts);
  const free = takeBack(withHidden(ended, { heard: [] }), floor.speaker);
  const wasThere = floor.state === 'claimed' && (why === 'passed' || why === 'timer');
  // A turn without a card is a part of the train like any other.
  return wasThere && told === null ? couple(free, null) : free;
}

/** With a card on the train one tells the group; where nothing was told, it was toward nobody known. */
function towardBy(why: TurnEnd, hasChosen: boolean): Target {
  return hasChosen && (why === 'self' || why === 'timer' || why === 'interrupted') ? 'group' : 'unknown';
}

/**
 * A listener says what it expects of the next wagon. There is no right answer: the first time in a turn it took part,
 * another time it changed its mind.
 */
export function expect(change: Change, seat: Seat, kind: Kind): Change {
  const { hidden, shared } = change.state;
  if (shared.floor === null) return change;
  const isFirst = !hidden.heard.includes(seat);
  const fact: Fact = isFirst
    ? { fact: 'contribution', seat, code: 'expects', toward: 'group', turn: shared.floor.turn }
    : { fact: 'steering', seat };
  return withHidden(withShared(change, {}, [fact]), {
    heard: isFirst ? [...hidden.heard, seat] : hidden.heard,
    expecting: { ...hidden.expecting, [String(seat)]: kind },
  });
}

/** Time is up: who is choosing or telling may go on to the end of its turn, everything else ends now. */
export function timeUp(change: Change): Change {
  const { floor } = change.state.shared;
  const open = floor?.state === 'claimed' ? change : closeTurn(change, 'interrupted');
  return dismissHands(withShared(open, { endsAt: null }));
}

/** The whole train stands there to be read by everyone; with no wagon at all there is nothing to read. */
function beginReading(change: Change, { now }: Env): Change {
  const whole = withShared(change, { length: lengthOf(change) });
  const { train, asOf } = whole.state.shared;
  if (train.length === 0) return finish(whole, 'done');
  const from = now + readMs.look;
  const each = Math.min(readMs.wagon, Math.floor(readMs.longest / train.length));
  const reading = { from, each, until: from + each * train.length };
  return withShared(dismissHands(whole), { endsAt: null, reading, asOf: asOf + 1 });
}

/** The train stops: nothing stays open. */
export function finish(change: Change, outcome: Outcome): Change {
  const closed = dismissHands(closeTurn(change, 'interrupted'));
  const { asOf } = closed.state.shared;
  return withShared(closed, { endsAt: null, reading: null, outcome, asOf: asOf + 1 });
}

/** Brings what is derived up to date: who is next, how long the train is to be, and the tally of expectations. */
export function settle(change: Change): Change {
  const { shared, hidden } = change.state;
  const { config, queue } = shared;
  const next = config.regime === 'forced' ? nextInOrder(change.state, config.rounds) : queue[0]?.seat;
  return withShared(change, {
    floor: shared.floor === null ? null : { ...shared.floor, next: next ?? null },
    // What is read has its length; a game that was ended early keeps the length it was to have.
    length: shared.reading === null && shared.outcome === null ? lengthOf(change) : shared.length,
    expected: tally(Object.values(hidden.expecting)),
  });
}

/** Wagons there are and wagons to come. A turn that nobody came for leaves no gap: the train is that much shorter. */
function lengthOf({ state }: Change): number {
  const { shared } = state;
  const { floor, told, train, config } = shared;
  if (config.regime === 'queue') return Math.max(train.length, wagonsFor(shared));
  const open = floor !== null && told === null ? 1 : 0;
  return train.length + open + turnsAhead(state, config.rounds);
}

export function tally(expected: readonly Kind[]): Readonly<Record<Kind, number>> {
  const counts = kinds.map((kind): [Kind, number] => [kind, expected.filter((one) => one === kind).length]);
  return Object.fromEntries(counts) as Readonly<Record<Kind, number>>;
}
