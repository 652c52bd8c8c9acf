/**
 * talking-circle 发言棒: one speaks, all listen. The stick goes round in seating order (`forced`), to raised hands
 * (`queue`), to whom the adult calls (`called`), or the adult only marks who speaks to whom (`free_floor`).
 */
import type { Activity, Env, Input, Refusal, Seat, Setup, Speaker, Step } from '../_kit/contract.ts';
import { extendFloor, floorTimers, isDue, refuse, unclaimedMs, whyLeft, whyTimedOut } from '../_kit/floor.ts';
import { topics } from './deck.ts';
import { action, circleRegimes, config, defaults, limits, topicChoices, withHidden, withShared } from './rules.state.ts'; // prettier-ignore
import type { Action, ActionInput, Change, CircleState, Config, Hidden, Own, Shared } from './rules.state.ts';
import { closeHands, closeTurn, finish, goOn, isClosing, nextTopic, offerComing, openTurn, settle, takeFloor, timeUp } from './rules.turns.ts'; // prettier-ignore
import { canRaise, facilitatorView, goalOf, legalForFacilitator, legalForSeat, screenView, seatView, targetsOf } from './rules.views.ts'; // prettier-ignore
import type { CircleFacilitatorView, CircleSeatView, CircleView } from './rules.views.ts';

function setup({ config, deck, seats }: Setup<Config>, env: Env): Change {
  const order = seats.map(({ seat }) => seat);
  const drawn = config.topic === 'deck' ? env.rng.shuffle(deck) : [];
  const shared: Shared = {
    asOf: 1,
    config,
    order,
    away: [],
    adultTaps: seats.filter(({ tablet }) => tablet === null).map(({ seat }) => seat),
    floor: null,
    toward: null,
    voice: false,
    coming: null,
    queue: [],
    turns: 0,
    requests: 0,
    round: 1,
    ahead: 0,
    held: 0,
    reached: 0,
    members: order.length,
    topic: drawn[0] ?? null,
    moreTopics: drawn.length > 1,
    endsAt: config.regime === 'forced' ? null : env.now + config.minutes * 60_000,
    outcome: null,
  };
  const own = Object.fromEntries(order.map((seat): [string, Own] => [String(seat), {}]));
  const hidden: Hidden = { pending: order, served: [], had: [], topics: drawn };
  return settle(goOn({ state: { shared, seats: own, hidden }, facts: [] }, env));
}

function reduce(state: CircleState, input: Input<Action>, env: Env): Step<CircleState> {
  if (state.shared.outcome !== null) return refused('over');
  const result = changeBy({ state, facts: [] }, input, env);
  if (typeof result === 'string') return refused(result);
  return { ok: true, ...settle(goOn(result, env)) };
}

const refused = (refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal,
});

function changeBy(change: Change, input: Input<Action>, env: Env): Change | Refusal {
  switch (input.kind) {
    case 'action':
      return act(change, input, env);
    case 'timer':
      return timer(change, input.name, env);
    case 'seat':
      return seatChange(change, input.seat, input.change);
    case 'let_go':
      return 'not_allowed';
    case 'skip':
      return skip(change, input.seat, env);
    case 'extend':
      return extend(change, input.ms);
    case 'end':
      return finish(change, 'ended');
  }
}

function act(change: Change, input: ActionInput, env: Env): Change | Refusal {
  const { shared } = change.state;
  const { by, via, action } = input;
  if (by === 'adult' ? via !== 'adult' : !shared.order.includes(by)) {
    return by === 'adult' ? 'not_allowed' : 'not_seated';
  }
  if (isStale(input, shared.asOf)) return 'stale';
  switch (action.type) {
    case 'claim':
    case 'done':
    case 'pass':
      return actOnTurn(change, input, env);
    case 'raise':
    case 'lower':
      return by === 'adult' ? 'not_allowed' : moveHand(change, by, action.type);
    case 'call':
    case 'topic':
    case 'speak':
    case 'toward':
      return via === 'adult' ? actOfAdult(change, by, action, env) : 'not_allowed';
  }
}

/** A hand that goes up or down moves no floor, so it may be meant for a turn that changed meanwhile; the rest may not. */
function isStale({ asOf, action }: ActionInput, now: number): boolean {
  return asOf !== now && action.type !== 'raise' && action.type !== 'lower';
}

/** The holder's acts. In free talk only the adult marks ends, and nobody claims. */
function actOnTurn(change: Change, { by, via, alone, action }: ActionInput, env: Env): Change | Refusal {
  const { floor, config } = change.state.shared;
  if (config.regime === 'free_floor' && via !== 'adult') return 'not_allowed';
  if (action.type === 'pass' && by === 'adult') return 'not_allowed';
  const refusal = refuse(floor, by, action.type === 'claim' ? 'offered' : 'claimed');
  if (refusal !== null) return refusal;
  if (action.type === 'claim') return openTurn(change, { via, alone }, env);
  return closeTurn(change, action.type === 'pass' ? 'passed' : 'self', via);
}

function moveHand(change: Change, seat: Seat, way: 'raise' | 'lower'): Change | Refusal {
  const { shared } = change.state;
  if (way === 'raise') {
    if (!canRaise(shared, seat)) return 'not_allowed';
    const request = shared.requests + 1;
    return withShared(change, { requests: request, queue: [...shared.queue, { request, seat }] }, [
      { fact: 'request_made', request, seat },
    ]);
  }
  if (!shared.queue.some((hand) => hand.seat === seat)) return 'not_allowed';
  return closeHands(cancelComing(change, seat), [seat], 'withdrawn');
}

/** If `seat` was to speak next, it is not any more; another quiet then begins for somebody else. */
function cancelComing(change: Change, seat: Seat): Change {
  const { coming, asOf } = change.state.shared;
  return coming?.seat === seat ? withShared(change, { coming: null, asOf: asOf + 1 }) : change;
}

function actOfAdult(
  change: Change,
  by: Speaker,
  action: Extract<Action, { readonly type: 'call' | 'topic' | 'speak' | 'toward' }>,
  env: Env,
): Change | Refusal {
  const { shared } = change.state;
  const regime = shared.config.regime;
  switch (action.type) {
    case 'call':
      return by === 'adult' && regime === 'called' ? call(change, action.seat) : 'not_allowed';
    case 'topic':
      if (by !== 'adult' || !shared.moreTopics) return 'not_allowed';
      return withShared(nextTopic(change), {}, [{ fact: 'steering', seat: 'adult' }]);
    case 'speak':
      return regime === 'free_floor' ? speak(change, by, action.interrupts, env) : 'not_allowed';
    case 'toward': {
      const refusal = refuse(shared.floor, by, 'claimed');
      if (refusal !== null) return refusal;
      if (!targetsOf(shared).includes(action.target)) return 'not_offered';
      return withShared(change, { toward: action.target }, [{ fact: 'steering', seat: by }]);
    }
  }
}

/** The called child comes after the open turn, or after the quiet at once; a second call before that corrects the first. */
function call(change: Change, seat: Seat): Change | Refusal {
  const { order, floor, asOf, coming } = change.state.shared;
  if (!order.includes(seat)) return 'not_seated';
  if (isClosing(change.state.shared)) return 'not_allowed';
  if (floor?.speaker === seat) return 'not_offered';
  const options = order.filter((other) => other !== floor?.speaker);
  const replaced = coming !== null && coming.until !== null;
  return withShared(
    change,
    { coming: { seat, givenBy: 'adult', options, until: null }, asOf: replaced ? asOf + 1 : asOf },
    [{ fact: 'steering', seat: 'adult' }],
  );
}

function speak(change: Change, by: Speaker, interrupts: boolean, env: Env): Change | Refusal {
  const { floor } = change.state.shared;
  if (floor?.speaker === by || (interrupts && floor === null)) return 'not_allowed';
  return takeFloor(closeTurn(change, interrupts ? 'interrupted' : 'self', 'adult'), by, env);
}

function timersOf({ shared }: CircleState) {
  const { coming, endsAt, floor, turns } = shared;
  return [
    ...floorTimers(floor),
    ...(coming === null || coming.until === null
      ? []
      : [{ name: `quiet-${turns + 1}`, fireAt: coming.until }]),
    ...(endsAt === null ? [] : [{ name: 'time', fireAt: endsAt }]),
  ];
}

function timer(change: Change, name: string, env: Env): Change | Refusal {
  if (!isDue(timersOf(change.state), name, env.now)) return 'stale';
  if (name === 'time') return timeUp(change);
  const { floor } = change.state.shared;
  return floor === null ? offerComing(change, env) : closeTurn(change, whyTimedOut(floor));
}

function skip(change: Change, seat: Seat, env: Env): Change | Refusal {
  const { floor, coming, order, queue } = change.state.shared;
  if (!order.includes(seat)) return 'not_seated';
  if (floor?.speaker === seat) return closeTurn(change, 'skipped');
  // Skipped in the quiet before its turn: the turn was this child's, so the record shows it as offered and skipped.
  if (coming?.seat === seat && floor === null) return closeTurn(offerComing(change, env), 'skipped');
  if (coming?.seat === seat) return cancelComing(change, seat);
  if (queue.some((hand) => hand.seat === seat)) return closeHands(change, [seat], 'unserved');
  return 'not_your_turn';
}

function extend(change: Change, ms: number): Change | Refusal {
  if (!Number.isSafeInteger(ms) || ms <= 0) return 'not_allowed';
  const { floor, coming, endsAt } = change.state.shared;
  return withShared(change, {
    floor: floor === null ? null : extendFloor(floor, ms),
    coming: coming === null || coming.until === null ? coming : { ...coming, until: coming.until + ms },
    endsAt: endsAt === null ? null : endsAt + ms,
  });
}

function seatChange(change: Change, seat: Seat, what: 'joined' | 'left' | 'away' | 'back'): Change | Refusal {
  const { order, away } = change.state.shared;
  if (what === 'joined') return order.includes(seat) ? 'not_allowed' : join(change, seat);
  if (!order.includes(seat)) return 'not_seated';
  if (what === 'left') return leave(change, seat);
  const others = away.filter((other) => other !== seat);
  return withShared(change, { away: what === 'away' ? [...others, seat] : others });
}

/** Sits down at the end of the circle and speaks in this round too, unless it had its turn of it before it left. */
function join(change: Change, seat: Seat): Change {
  const { state } = change;
  const { order, adultTaps } = state.shared;
  const { pending, served } = state.hidden;
  // A group that plays without tablets stays so.
  const noTablets = adultTaps.length === order.length;
  const seated: Change = {
    ...change,
    state: { ...state, seats: { ...state.seats, [String(seat)]: {} } },
  };
  return withHidden(
    withShared(seated, {
      order: [...order, seat],
      adultTaps: noTablets ? [...adultTaps, seat] : adultTaps,
    }),
    { pending: served.includes(seat) ? pending : [...pending, seat] },
  );
}

function leave(change: Change, seat: Seat): Change {
  const { floor } = change.state.shared;
  const ended: Change = floor?.speaker === seat ? closeTurn(change, whyLeft(floor)) : change;
  const gone = closeHands(cancelComing(ended, seat), [seat], 'unserved');
  const { shared, hidden } = gone.state;
  const without = (seats: readonly Seat[]): readonly Seat[] => seats.filter((other) => other !== seat);
  const { coming } = shared;
  const { [String(seat)]: _, ...seats } = gone.state.seats;
  const left: Change = { ...gone, state: { ...gone.state, seats } };
  return withHidden(
    withShared(left, {
      order: without(shared.order),
      away: without(shared.away),
      adultTaps: without(shared.adultTaps),
      // Who has gone could not have been called instead.
      coming:
        coming === null || coming.options === null ? coming : { ...coming, options: without(coming.options) },
    }),
    { pending: without(hidden.pending) },
  );
}

/** The run time within which a circle in which nobody stirs comes to its outcome. */
function silentMs(config: Config, seats: number): number {
  const turnMs = config.thinkSeconds * 1000 + unclaimedMs + config.turnSeconds * 1000;
  return config.regime === 'forced' ? turnMs * seats * config.rounds : config.minutes * 60_000 + turnMs;
}

export const talkingCircle: Activity<
  Config,
  Action,
  Shared,
  Own,
  Hidden,
  CircleView,
  CircleSeatView,
  CircleFacilitatorView
> = {
  id: 'talking-circle',
  version: 1,
  seats: { min: 2, max: 60 },
  needs: { tablets: 0 },
  hands: 'all',
  scope: 'either',
  trains: ['listening', 'waiting', 'speaking', 'responding'],
  regime: (config) => config.regime,
  config,
  defaults,
  settings: [
    { key: 'regime', kind: 'choice', options: circleRegimes },
    { key: 'turnSeconds', kind: 'integer', ...limits.turnSeconds },
    { key: 'rounds', kind: 'integer', ...limits.rounds },
    { key: 'minutes', kind: 'integer', ...limits.minutes },
    { key: 'thinkSeconds', kind: 'integer', ...limits.thinkSeconds },
    { key: 'topic', kind: 'choice', options: topicChoices },
  ],
  deck: topics,
  action,
  setup,
  reduce,
  timers: timersOf,
  view: {
    screen: screenView,
    seat: (shared, _own, seat) => seatView(shared, seat),
    facilitator: facilitatorView,
  },
  legal: { seat: legalForSeat, facilitator: legalForFacilitator },
  goal: goalOf,
  outcome: ({ shared }) => shared.outcome,
  bounds: {
    silentMs,
    gap: (config, seats) => (config.regime === 'forced' ? seats - 1 : null),
  },
};
