/**
 * Turn-taking of a group round the floor: who comes next, in seating order or by raised hand; the quiet before a turn;
 * the offer; children who come, go and fall silent. Pure. An activity keeps `Turns` among its `shared` state and
 * `Pending` among its `hidden`; when a turn opens, what it is about and how it ends is the activity's own.
 */
import type { Env, Fact, Ms, Refusal, Regime, Seat, State, Timer } from './contract.ts';
import { extendFloor, floorTimers, offer, unclaimedMs, type Floor } from './floor.ts';
import { closeHands, isUp, raiseHand, type Hands, type HandsChange } from './hands.ts';

/** Who is to speak next although nobody has been offered the floor yet. */
export interface Coming {
  readonly seat: Seat;
  readonly givenBy: 'rules' | 'adult';
  /** Who could have been called instead; null where the rule gave the turn. */
  readonly options: readonly Seat[] | null;
  /** End of the quiet before the turn; null while another turn is still open. */
  readonly until: Ms | null;
}

/** What turn-taking keeps in `shared`. */
export interface Turns extends Hands {
  /** Grows whenever a turn, its state or the quiet before it changes. */
  readonly asOf: number;
  /** The seats here now in seating order; late children sit down at the end. */
  readonly order: readonly Seat[];
  readonly away: readonly Seat[];
  /** Seats for whom the adult taps, because they have no tablet: their turns wait without a deadline. */
  readonly adultTaps: readonly Seat[];
  readonly floor: Floor | null;
  readonly coming: Coming | null;
  /** Turns offered so far. */
  readonly turns: number;
  /** 1, 2, 3 …; stays 1 where there are no rounds. */
  readonly round: number;
}

/** What turn-taking keeps in `hidden`, where turns go round: no device learns who has not had its turn. */
export interface Pending {
  /** Seats whose turn in this round is still to come, in order. */
  readonly pending: readonly Seat[];
  /** Seats that were offered their turn in this round. */
  readonly served: readonly Seat[];
}

export type TurnState = State<Turns, unknown, Pending>;

/** A state on its way through a step, with what has gone on the record so far. */
export interface Change<S extends TurnState> {
  readonly state: S;
  readonly facts: readonly Fact[];
}

/** A group that sits down: nobody has the floor, everyone's first turn is to come. */
export function seated(seats: readonly { readonly seat: Seat; readonly tablet: number | null }[]): {
  readonly turns: Turns;
  readonly pending: Pending;
} {
  const order = seats.map(({ seat }) => seat);
  const adultTaps = seats.filter(({ tablet }) => tablet === null).map(({ seat }) => seat);
  return {
    turns: {
      asOf: 1, order, away: [], adultTaps, floor: null, coming: null, queue: [], turns: 0, requests: 0, round: 1,
    }, // prettier-ignore
    pending: { pending: order, served: [] },
  };
}

/** The change with some of its shared state replaced and facts added. */
export function withShared<S extends TurnState>(
  { state, facts }: Change<S>,
  shared: Partial<S['shared']>,
  more: readonly Fact[] = [],
): Change<S> {
  return { state: { ...state, shared: { ...state.shared, ...shared } }, facts: [...facts, ...more] };
}

/** The change with some of its hidden state replaced. */
export function withHidden<S extends TurnState>(change: Change<S>, hidden: Partial<S['hidden']>): Change<S> {
  const { state } = change;
  return { ...change, state: { ...state, hidden: { ...state.hidden, ...hidden } } };
}

// The same for the parts that turn-taking itself keeps, whatever else an activity has beside them.
const withTurns = <S extends TurnState>(
  change: Change<S>,
  turns: Partial<Turns>,
  facts: readonly Fact[] = [],
): Change<S> => withShared(change, turns as Partial<S['shared']>, facts);
const withPending = <S extends TurnState>(change: Change<S>, pending: Partial<Pending>): Change<S> =>
  withHidden(change, pending as Partial<S['hidden']>);
const withHands = <S extends TurnState>(change: Change<S>, { hands, facts }: HandsChange): Change<S> =>
  facts.length === 0 ? change : withTurns(change, hands, facts);

const without = (seats: readonly Seat[], seat: Seat): readonly Seat[] =>
  seats.filter((other) => other !== seat);

/** Whether the quiet before a turn is under way. */
export function isQuiet({ coming }: Turns): boolean {
  return coming !== null && coming.until !== null;
}

/** In this round nobody is left whose turn could be offered. */
export function isRoundOver<S extends TurnState>({ state }: Change<S>): boolean {
  return state.hidden.pending.length === 0;
}

/** Everybody's turn is to come once more, in the same order. */
export function nextRound<S extends TurnState>(change: Change<S>): Change<S> {
  const { order, round } = change.state.shared;
  return withPending(withTurns(change, { round: round + 1 }), { pending: order, served: [] });
}

/** The first of those whose turn is to come in this round is to speak next; nobody, where the round is over. */
export function comeInOrder<S extends TurnState>(change: Change<S>): Change<S> {
  const { pending, served } = change.state.hidden;
  const [seat, ...rest] = pending;
  if (seat === undefined) return change;
  return withTurns(withPending(change, { pending: rest, served: [...served, seat] }), {
    coming: byRule(seat),
  });
}

/** Whose hand went up first is to speak next; nobody, where no hand is up. */
export function comeByHand<S extends TurnState>(change: Change<S>): Change<S> {
  const [first] = change.state.shared.queue;
  return first === undefined ? change : withTurns(change, { coming: byRule(first.seat) });
}

function byRule(seat: Seat): Coming {
  return { seat, givenBy: 'rules', options: null, until: null };
}

/** Begins the quiet of `ms` before the turn of whoever is coming; it ends by a timer of its own. */
export function beginQuiet<S extends TurnState>(change: Change<S>, ms: Ms, { now }: Env): Change<S> {
  const { coming, asOf } = change.state.shared;
  if (coming === null) return change;
  return withTurns(change, { coming: { ...coming, until: now + ms }, asOf: asOf + 1 });
}

/** If `seat` was to speak next, it is not any more; another quiet then begins for somebody else. */
export function cancelComing<S extends TurnState>(change: Change<S>, seat: Seat): Change<S> {
  const { coming, asOf } = change.state.shared;
  return coming?.seat === seat ? withTurns(change, { coming: null, asOf: asOf + 1 }) : change;
}

/** Offers the floor to the one who is coming. A raised hand is thereby granted. */
export function offerComing<S extends TurnState>(
  change: Change<S>,
  by: { readonly regime: Regime; readonly bounded: boolean },
  { now }: Env,
): Change<S> {
  const { coming, turns, adultTaps, asOf } = change.state.shared;
  if (coming === null) return change;
  const { seat: speaker, givenBy, options } = coming;
  const turn = turns + 1;
  const waitMs = adultTaps.includes(speaker) ? null : unclaimedMs;
  const offered = offer({ ...by, turn, speaker, givenBy, options, next: null, waitMs }, now);
  const open: Partial<Turns> = { floor: offered.floor, coming: null, turns: turn, asOf: asOf + 1 };
  const granted = withTurns(change, open, offered.facts);
  return withHands(granted, closeHands(granted.state.shared, [speaker], 'granted', turn));
}

/** Whether a seat may put up its hand: one request a child, none while it has the floor. */
export function mayRaise(turns: Turns, seat: Seat): boolean {
  return turns.order.includes(seat) && turns.floor?.speaker !== seat && !isUp(turns, seat);
}

/** Puts a hand up, or takes it down again. When hands may go up beyond `mayRaise` is the activity's rule. */
export function moveHand<S extends TurnState>(
  change: Change<S>,
  seat: Seat,
  way: 'raise' | 'lower',
): Change<S> | Refusal {
  const { shared } = change.state;
  if (way === 'raise') {
    return mayRaise(shared, seat) ? withHands(change, raiseHand(shared, seat)) : 'not_allowed';
  }
  if (!isUp(shared, seat)) return 'not_allowed';
  return withHands(cancelComing(change, seat), closeHands(shared, [seat], 'withdrawn'));
}

/** Time is up or the game is over: nobody is to come any more, and hands still up stay unserved. */
export function dismissHands<S extends TurnState>(change: Change<S>): Change<S> {
  const { shared } = change.state;
  const seats = shared.queue.map((hand) => hand.seat);
  return withTurns(withHands(change, closeHands(shared, seats, 'unserved')), { coming: null });
}

/**
 * The adult lets a seat be: its turn, the quiet before it, or its raised hand. `close` ends the open turn as skipped;
 * `offer` offers the floor to whoever is coming, so that a turn skipped in its quiet stands in the record too.
 */
export function skipSeat<S extends TurnState>(
  change: Change<S>,
  seat: Seat,
  { offer: offerNow, close }: Record<'offer' | 'close', (change: Change<S>) => Change<S>>,
): Change<S> | Refusal {
  const { floor, coming, order } = change.state.shared;
  if (!order.includes(seat)) return 'not_seated';
  if (floor?.speaker === seat) return close(change);
  if (coming?.seat === seat && floor === null) return close(offerNow(change));
  if (coming?.seat === seat) return cancelComing(change, seat);
  if (!isUp(change.state.shared, seat)) return 'not_your_turn';
  return withHands(change, closeHands(change.state.shared, [seat], 'unserved'));
}

/** Sits down at the end and has a turn in this round too, unless it had its turn of it before it left. */
export function sitDown<S extends TurnState>(
  change: Change<S>,
  seat: Seat,
  own: S['seats'][string],
): Change<S> {
  const { state } = change;
  const { order, adultTaps } = state.shared;
  const { pending, served } = state.hidden;
  // A group that plays without tablets stays so.
  const noTablets = adultTaps.length === order.length;
  const here: Change<S> = { ...change, state: { ...state, seats: { ...state.seats, [String(seat)]: own } } };
  return withPending(
    withTurns(here, {
      order: [...order, seat],
      adultTaps: noTablets ? [...adultTaps, seat] : adultTaps,
    }),
    { pending: served.includes(seat) ? pending : [...pending, seat] },
  );
}

/** Leaves the group; its open turn must have been ended before. */
export function standUp<S extends TurnState>(change: Change<S>, seat: Seat): Change<S> {
  const uncalled = cancelComing(change, seat);
  const gone = withHands(uncalled, closeHands(uncalled.state.shared, [seat], 'unserved'));
  const { shared, hidden } = gone.state;
  const { coming } = shared;
  const { [String(seat)]: _, ...seats } = gone.state.seats;
  const left: Change<S> = { ...gone, state: { ...gone.state, seats } };
  return withPending(
    withTurns(left, {
      order: without(shared.order, seat),
      away: without(shared.away, seat),
      adultTaps: without(shared.adultTaps, seat),
      // Who has gone could not have been called instead.
      coming:
        coming === null || coming.options === null
          ? coming
          : { ...coming, options: without(coming.options, seat) },
    }),
    { pending: without(hidden.pending, seat) },
  );
}

/** Greys a seat whose tablet fell silent, or not any more. */
export function markAway<S extends TurnState>(change: Change<S>, seat: Seat, isAway: boolean): Change<S> {
  const others = without(change.state.shared.away, seat);
  return withTurns(change, { away: isAway ? [...others, seat] : others });
}

/** What is pending of the turns: the floor's own deadline, or the end of the quiet before a turn. */
export function turnTimers({ floor, coming, turns }: Turns): readonly Timer[] {
  const quiet = coming === null || coming.until === null ? null : coming.until;
  return quiet === null
    ? floorTimers(floor)
    : [...floorTimers(floor), { name: `quiet-${turns + 1}`, fireAt: quiet }];
}

/** Every deadline of the turns `ms` later. */
export function laterTurns({ floor, coming }: Turns, ms: Ms): Pick<Turns, 'floor' | 'coming'> {
  return {
    floor: floor === null ? null : extendFloor(floor, ms),
    coming: coming === null || coming.until === null ? coming : { ...coming, until: coming.until + ms },
  };
}

/** Where turns go round: whose turn comes after the open one, or null after the last of `rounds`. */
export function nextInOrder({ shared, hidden }: TurnState, rounds: number): Seat | null {
  return hidden.pending[0] ?? (shared.round < rounds ? (shared.order[0] ?? null) : null);
}

/** Where turns go round: how many are still to be offered, in this round and the later ones. A number: never whose. */
export function turnsAhead({ shared, hidden }: TurnState, rounds: number): number {
  const laterRounds = shared.order.length * (rounds - shared.round);
  return hidden.pending.length + (shared.coming === null ? 0 : 1) + laterRounds;
}
