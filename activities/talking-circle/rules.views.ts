/** What each audience sees of a talking circle, and which acts its view leaves open. */
import type { Deed, Goal, Ms, Outcome, Seat, Speaker, Target, View } from '../_kit/contract.ts';
import type { FloorView } from '../_kit/floor.ts';
import type { Hand } from '../_kit/hands.ts';
import { mayRaise } from '../_kit/turns.ts';
import type { Action, CircleState, Config, Shared } from './rules.state.ts';
import { isClosing } from './rules.turns.ts';

/** The group's picture, for the classroom screen and every tablet of the group. */
export interface CircleView extends View {
  readonly regime: Config['regime'];
  readonly floor: FloorView | null;
  /** Who speaks next: during the quiet before a turn, and while the turn before it is open. */
  readonly next: Seat | null;
  /** End of the quiet before the turn of `next`. */
  readonly quietUntil: Ms | null;
  /** Hands up, first up first. */
  readonly hands: readonly Seat[];
  readonly topic: string | null;
  readonly round: number;
  readonly rounds: number;
  readonly endsAt: Ms | null;
  readonly goal: Goal;
  readonly outcome: Outcome | null;
}

export interface CircleSeatView extends View {
  readonly seat: Seat;
  readonly regime: Config['regime'];
  /** `offered`, `claimed`: this seat's own turn. */
  readonly role: 'offered' | 'claimed' | 'next' | 'listening';
  /** Place in the line of hands, 1 first; null while the hand is down. */
  readonly place: number | null;
  readonly canRaise: boolean;
  readonly outcome: Outcome | null;
}

export interface CircleFacilitatorView extends CircleView {
  /** Seating order. */
  readonly seats: readonly Seat[];
  readonly away: readonly Seat[];
  /** Children without a tablet: the adult opens and ends their turns. */
  readonly adultTaps: readonly Seat[];
  /** Marked toward whom the open turn is; null: nobody said. */
  readonly toward: Target | null;
  /** Toward whom the open turn can be marked; empty while none is claimed. */
  readonly targets: readonly Target[];
  readonly moreTopics: boolean;
  /** Time is up; the open turn is the last. */
  readonly closing: boolean;
}

export function goalOf(shared: Shared): Goal {
  return shared.config.regime === 'forced'
    ? { done: shared.held, of: shared.turns + shared.ahead }
    : { done: shared.reached, of: shared.members };
}

export function screenView(shared: Shared): CircleView {
  return {
    asOf: shared.asOf,
    regime: shared.config.regime,
    floor: shared.floor,
    next: shared.floor === null ? (shared.coming?.seat ?? null) : shared.floor.next,
    quietUntil: shared.coming?.until ?? null,
    hands: shared.queue.map((hand) => hand.seat),
    topic: shared.topic,
    round: shared.round,
    rounds: shared.config.rounds,
    endsAt: shared.endsAt,
    goal: goalOf(shared),
    outcome: shared.outcome,
  };
}

export function seatView(shared: Shared, seat: Seat): CircleSeatView {
  const place = shared.queue.findIndex((hand: Hand) => hand.seat === seat);
  return {
    asOf: shared.asOf,
    seat,
    regime: shared.config.regime,
    role: roleOf(shared, seat),
    place: place < 0 ? null : place + 1,
    canRaise: canRaise(shared, seat),
    outcome: shared.outcome,
  };
}

function roleOf(shared: Shared, seat: Seat): CircleSeatView['role'] {
  if (shared.floor?.speaker === seat) return shared.floor.state;
  return screenView(shared).next === seat ? 'next' : 'listening';
}

/** Whether a hand may go up: one request per child, none while it has the floor, none once time is up. */
export function canRaise(shared: Shared, seat: Seat): boolean {
  return (
    shared.config.regime === 'queue' &&
    shared.outcome === null &&
    !isClosing(shared) &&
    mayRaise(shared, seat)
  );
}

export function facilitatorView({ shared }: CircleState): CircleFacilitatorView {
  return {
    ...screenView(shared),
    seats: shared.order,
    away: shared.away,
    adultTaps: shared.adultTaps,
    toward: shared.toward,
    targets: targetsOf(shared),
    moreTopics: shared.moreTopics,
    closing: isClosing(shared),
  };
}

/** A child's acts. In free talk tablets rest: the adult marks who speaks. */
export function legalForSeat(view: CircleSeatView): readonly Action[] {
  if (view.outcome !== null || view.regime === 'free_floor') return [];
  const hand: Action[] = view.place !== null ? [{ type: 'lower' }] : view.canRaise ? [{ type: 'raise' }] : [];
  switch (view.role) {
    case 'offered':
      return [{ type: 'claim' }];
    case 'claimed':
      return [{ type: 'done' }, { type: 'pass' }];
    case 'next':
    case 'listening':
      return hand;
  }
}

/** The adult's acts: for a child, or as 老师. */
export function legalForFacilitator(view: CircleFacilitatorView): readonly Deed<Action>[] {
  if (view.outcome !== null) return [];
  const topic: Deed<Action>[] = view.moreTopics ? [{ by: 'adult', action: { type: 'topic' } }] : [];
  return [...deedsOnTurn(view), ...deedsOfRegime(view), ...topic];
}

function deedsOnTurn({ floor, targets }: CircleFacilitatorView): Deed<Action>[] {
  if (floor === null) return [];
  const by = floor.speaker;
  if (floor.state === 'offered') return [{ by, action: { type: 'claim' } }];
  const ends: Action[] = by === 'adult' ? [{ type: 'done' }] : [{ type: 'done' }, { type: 'pass' }];
  return [...ends, ...targets.map((target): Action => ({ type: 'toward', target }))].map((act) => ({
    by,
    action: act,
  }));
}

/** Toward whom the open turn can be marked: anybody here but its own speaker. */
export function targetsOf({ floor, order }: Shared): readonly Target[] {
  if (floor?.state !== 'claimed') return [];
  const others = ([...order, 'adult'] as const).filter((other) => other !== floor.speaker);
  return ['unknown', 'group', ...others];
}

function deedsOfRegime(view: CircleFacilitatorView): Deed<Action>[] {
  const speaker = view.floor?.speaker ?? null;
  const others = view.seats.filter((seat) => seat !== speaker);
  switch (view.regime) {
    case 'forced':
      return [];
    case 'queue': {
      const lower = view.hands.map((by): Deed<Action> => ({ by, action: { type: 'lower' } }));
      const down = view.closing ? [] : others.filter((seat) => !view.hands.includes(seat));
      return [...lower, ...down.map((by): Deed<Action> => ({ by, action: { type: 'raise' } }))];
    }
    case 'called':
      if (view.closing) return [];
      return others.map((seat): Deed<Action> => ({ by: 'adult', action: { type: 'call', seat } }));
    case 'free_floor': {
      const speakers: readonly Speaker[] = speaker === 'adult' ? others : [...others, 'adult'];
      const ways = speaker === null ? [false] : [false, true];
      return speakers.flatMap((by) =>
        ways.map((interrupts): Deed<Action> => ({ by, action: { type: 'speak', interrupts } })),
      );
    }
  }
}
