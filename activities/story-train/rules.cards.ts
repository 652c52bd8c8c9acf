/** The cards' way: from the pile into one hand, from there onto the train or back. */
import type { Rng, Seat } from '../_kit/contract.ts';
import { withHidden, withShared } from '../_kit/turns.ts';
import { kindOf } from './deck.ts';
import { handSize, type Change, type Own, type Wagon } from './rules.state.ts';

/** Deals a hand of cards from the pile to the seat that has just claimed its turn. */
export function dealTo(change: Change, seat: Seat, rng: Rng): Change {
  const { hidden, shared } = change.state;
  const drawn = rng.shuffle(
    hidden.pile.length >= handSize ? hidden.pile : everyCard(hidden.pile, shared.train),
  );
  const hand = mixed(drawn);
  const pile = drawn.filter((card) => !hand.includes(card));
  return withOwn(withHidden(change, { pile }), seat, { cards: hand });
}

/** After some thirty wagons the pile is used up: what has been on the train for long may come once more. */
function everyCard(pile: readonly string[], train: readonly Wagon[]): string[] {
  const onTrain = train.filter((wagon) => wagon !== null);
  return [...new Set([...pile, ...onTrain])];
}

/** The first cards that are of different kinds, so that a hand leaves a real choice; then whatever comes. */
function mixed(drawn: readonly string[]): string[] {
  const hand: string[] = [];
  for (const card of drawn) {
    const isNew = !hand.some((other) => kindOf(other) === kindOf(card));
    if (isNew && hand.length < handSize) hand.push(card);
  }
  const rest = drawn.filter((card) => !hand.includes(card));
  return [...hand, ...rest].slice(0, handSize);
}

/** The seat's hand goes back into the pile, but for the card it chose. Nobody learns what else it had. */
export function takeBack(change: Change, seat: Seat, chosen: string | null = null): Change {
  const { cards } = change.state.seats[String(seat)] ?? { cards: [] };
  if (cards.length === 0) return change;
  const pile = [...change.state.hidden.pile, ...cards.filter((card) => card !== chosen)];
  return withOwn(withHidden(change, { pile }), seat, { cards: [] });
}

/** The train grows by one; what the listeners expected of that wagon is settled. */
export function couple(change: Change, wagon: Wagon): Change {
  const { train } = change.state.shared;
  return withHidden(withShared(change, { train: [...train, wagon] }), { expecting: {} });
}

function withOwn(change: Change, seat: Seat, own: Own): Change {
  const { state } = change;
  return { ...change, state: { ...state, seats: { ...state.seats, [String(seat)]: own } } };
}
