/** What each audience sees of a story train, and which acts its view leaves open. */
import type { Deed, Goal, Ms, Outcome, Seat, View } from '../_kit/contract.ts';
import type { FloorView } from '../_kit/floor.ts';
import { mayRaise } from '../_kit/turns.ts';
import { kinds, type Kind } from './deck.ts';
import type { Action, Config, Own, Shared, Told, TrainState, Wagon } from './rules.state.ts';
import { isClosing } from './rules.turns.ts';

/** The group's picture, for the classroom screen and every tablet of the group. */
export interface TrainView extends View {
  readonly regime: Config['regime'];
  readonly floor: FloorView | null;
  /** Who comes next: after the open turn, or as soon as it is offered. */
  readonly next: Seat | null;
  /** Hands up, first up first. */
  readonly hands: readonly Seat[];
  readonly train: readonly Wagon[];
  /** The card that the teller has chosen; null while it is choosing. */
  readonly told: Told | null;
  /** How many expect each kind of picture next. */
  readonly expected: Readonly<Record<Kind, number>>;
  readonly reading: Shared['reading'];
  readonly endsAt: Ms | null;
  readonly goal: Goal;
  readonly outcome: Outcome | null;
}

export interface TrainSeatView extends View {
  readonly seat: Seat;
  /** `offered`, `choosing`, `telling`: this seat's own turn. */
  readonly role: 'offered' | 'choosing' | 'telling' | 'listening';
  /** The cards to choose from; null while the seat is not in hand, empty when it has none. */
  readonly cards: readonly string[] | null;
  /** It may say what it expects next. */
  readonly canExpect: boolean;
  /** Place in the line of hands, 1 first; null while the hand is down. */
  readonly place: number | null;
  readonly canRaise: boolean;
  readonly outcome: Outcome | null;
}

export interface TrainFacilitatorView extends TrainView {
  /** Seating order. */
  readonly seats: readonly Seat[];
  readonly away: readonly Seat[];
  /** Children without a tablet: the adult taps for them. */
  readonly adultTaps: readonly Seat[];
  /** The teller's cards; empty unless it is choosing. */
  readonly cards: readonly string[];
  /** Time is up; the open turn is the last. */
  readonly closing: boolean;
}

export const goalOf = ({ train, length }: Shared): Goal => ({ done: train.length, of: length });

export function screenView(shared: Shared): TrainView {
  const { asOf, config, floor, coming, queue, train, told, expected, reading, endsAt, outcome } = shared;
  return {
    asOf,
    regime: config.regime,
    floor,
    next: floor === null ? (coming?.seat ?? null) : floor.next,
    hands: queue.map(({ seat }) => seat),
    train,
    told,
    expected,
    reading,
    endsAt,
    goal: goalOf(shared),
    outcome,
  };
}

export function seatView(shared: Shared, own: Own | null, seat: Seat): TrainSeatView {
  const place = shared.queue.findIndex((hand) => hand.seat === seat);
  return {
    asOf: shared.asOf,
    seat,
    role: roleOf(shared, seat),
    cards: own === null ? null : own.cards,
    canExpect: canExpect(shared, seat),
    place: place < 0 ? null : place + 1,
    canRaise: canRaise(shared, seat),
    outcome: shared.outcome,
  };
}

function roleOf({ floor, told }: Shared, seat: Seat): TrainSeatView['role'] {
  if (floor?.speaker !== seat) return 'listening';
  if (floor.state === 'offered') return 'offered';
  return told === null ? 'choosing' : 'telling';
}

/** Everybody but the teller may expect, as long as a turn is open. */
export function canExpect({ floor, order }: Shared, seat: Seat): boolean {
  return floor !== null && floor.speaker !== seat && order.includes(seat);
}

/** Hands go up in `queue`, until time is up or the train is whole. */
export function canRaise(shared: Shared, seat: Seat): boolean {
  const { config, reading, outcome } = shared;
  const isOpen = config.regime === 'queue' && reading === null && outcome === null && !isClosing(shared);
  return isOpen && mayRaise(shared, seat);
}

export function facilitatorView({ shared, seats }: TrainState): TrainFacilitatorView {
  const teller = shared.floor === null ? undefined : seats[String(shared.floor.speaker)];
  return {
    ...screenView(shared),
    seats: shared.order,
    away: shared.away,
    adultTaps: shared.adultTaps,
    cards: teller?.cards ?? [],
    closing: isClosing(shared) && shared.reading === null,
  };
}

export function legalForSeat(view: TrainSeatView): readonly Action[] {
  switch (view.role) {
    case 'offered':
      return [{ type: 'claim' }];
    case 'choosing':
      return choices(view.cards ?? []);
    case 'telling':
      return telling;
    case 'listening':
      return [
        ...(view.canExpect ? expectations : []),
        ...(view.place !== null ? [lower] : view.canRaise ? [raise] : []),
      ];
  }
}

const raise: Action = { type: 'raise' };
const lower: Action = { type: 'lower' };
const telling: readonly Action[] = [{ type: 'done' }, { type: 'pass' }];
const expectations = kinds.map((kind): Action => ({ type: 'expects', kind }));

const choices = (cards: readonly string[]): readonly Action[] => [
  ...cards.map((card): Action => ({ type: 'choose', card })),
  { type: 'pass' },
];

/** The adult opens and ends any child's turn; what listeners do it taps for those without a tablet. */
export function legalForFacilitator(view: TrainFacilitatorView): readonly Deed<Action>[] {
  if (view.outcome !== null) return [];
  if (view.reading !== null) return [{ by: 'adult', action: { type: 'read' } }];
  return [...deedsOnTurn(view), ...deedsOfListeners(view)];
}

function deedsOnTurn({ floor, told, cards }: TrainFacilitatorView): Deed<Action>[] {
  if (floor === null) return [];
  const acts: readonly Action[] =
    floor.state === 'offered' ? [{ type: 'claim' }] : told === null ? choices(cards) : telling;
  return acts.map((act) => ({ by: floor.speaker, action: act }));
}

function deedsOfListeners({ seats, floor, hands, adultTaps, regime, closing }: TrainFacilitatorView) {
  const listeners = seats.filter((seat) => seat !== floor?.speaker);
  return listeners.flatMap((by): Deed<Action>[] => {
    const expecting = floor !== null && adultTaps.includes(by) ? expectations : [];
    const isUp = hands.includes(by);
    const hand = regime === 'queue' && (isUp || !closing) ? [isUp ? lower : raise] : [];
    return [...expecting, ...hand].map((act) => ({ by, action: act }));
  });
}
