/**
 * story-train 故事接龙: each turn puts a picture on the train and says a line, a word or a sound to it; the others
 * tap what they expect next. The turn goes round in seating order (`forced`) or to raised hands (`queue`).
 */
import type {
  Activity,
  Env,
  Input,
  Ms,
  Refusal,
  Seat,
  Secret,
  Setup,
  Step,
  Timer,
} from '../_kit/contract.ts';
import { isDue, refuse, unclaimedMs, whyLeft, whyTimedOut } from '../_kit/floor.ts';
import { laterTurns, markAway, moveHand, seated, sitDown, skipSeat, standUp, turnTimers, withShared } from '../_kit/turns.ts'; // prettier-ignore
import { cards } from './deck.ts';
import { action, config, defaults, limits, readMs, trainRegimes } from './rules.state.ts';
import type { Action, ActionInput, Change, Config, Hidden, Own, Shared, TrainState } from './rules.state.ts';
import { choose, closeTurn, expect, finish, goOn, offerTurn, openTurn, settle, tally, timeUp } from './rules.turns.ts'; // prettier-ignore
import { canExpect, canRaise, facilitatorView, goalOf, legalForFacilitator, legalForSeat, screenView, seatView } from './rules.views.ts'; // prettier-ignore
import type { TrainFacilitatorView, TrainSeatView, TrainView } from './rules.views.ts';

function setup({ config, deck, seats }: Setup<Config>, env: Env): Change {
  const { turns, pending } = seated(seats);
  const shared: Shared = {
    ...turns,
    config,
    train: [],
    told: null,
    voice: false,
    expected: tally([]),
    length: 0,
    endsAt: config.regime === 'queue' ? env.now + config.minutes * 60_000 : null,
    reading: null,
    outcome: null,
  };
  const own = Object.fromEntries(seats.map(({ seat }): [string, Own] => [String(seat), { cards: [] }]));
  const hidden: Hidden = { ...pending, pile: env.rng.shuffle(deck), expecting: {}, heard: [] };
  return settle(goOn({ state: { shared, seats: own, hidden }, facts: [] }, env));
}

function reduce(state: TrainState, input: Input<Action>, env: Env): Step<TrainState> {
  if (state.shared.outcome !== null) return { ok: false, refusal: 'over' };
  const result = changeBy({ state, facts: [] }, input, env);
  if (typeof result === 'string') return { ok: false, refusal: result };
  return { ok: true, ...settle(goOn(result, env)) };
}

function changeBy(change: Change, input: Input<Action>, env: Env): Change | Refusal {
  switch (input.kind) {
    case 'action':
      return act(change, input, env);
    case 'timer':
      return timer(change, input.name, env);
    case 'seat':
      return seatChange(change, input.seat, input.change);
    case 'skip':
      return skip(change, input.seat, env);
    case 'extend':
      return extend(change, input.ms);
    case 'end':
      return finish(change, 'ended');
    case 'let_go':
      return 'not_allowed';
  }
}

function act(change: Change, input: ActionInput, env: Env): Change | Refusal {
  const { shared } = change.state;
  const { by, action, asOf, via } = input;
  // A hand that goes up or down moves no floor, so it may be meant for a turn that changed meanwhile.
  const movesHand = action.type === 'raise' || action.type === 'lower';
  if (by === 'adult') {
    if (via !== 'adult' || action.type !== 'read' || shared.reading === null) return 'not_allowed';
    if (asOf !== shared.asOf) return 'stale';
    return withShared(finish(change, 'done'), {}, [{ fact: 'steering', seat: 'adult' }]);
  }
  if (!shared.order.includes(by)) return 'not_seated';
  if (asOf !== shared.asOf && !movesHand) return 'stale';
  switch (action.type) {
    case 'claim':
    case 'choose':
    case 'done':
    case 'pass':
      return actOnTurn(change, by, input, env);
    case 'expects':
      return canExpect(shared, by) ? expect(change, by, action.kind) : 'not_allowed';
    case 'raise':
      return canRaise(shared, by) ? moveHand(change, by, 'raise') : 'not_allowed';
    case 'lower':
      return moveHand(change, by, 'lower');
    case 'read':
      return 'not_allowed';
  }
}

function actOnTurn(
  change: Change,
  by: Seat,
  { via, alone, action }: ActionInput,
  env: Env,
): Change | Refusal {
  const { floor, told } = change.state.shared;
  const refusal = refuse(floor, by, action.type === 'claim' ? 'offered' : 'claimed');
  if (refusal !== null) return refusal;
  switch (action.type) {
    case 'claim':
      return openTurn(change, by, { via, alone }, env);
    case 'choose': {
      const hand = change.state.seats[String(by)]?.cards ?? [];
      return hand.includes(action.card) ? choose(change, by, action.card, env) : 'not_offered';
    }
    case 'done':
      return told === null ? 'not_allowed' : closeTurn(change, 'self', via);
    case 'pass':
      return closeTurn(change, 'passed', via);
    case 'expects':
    case 'raise':
    case 'lower':
    case 'read':
      return 'not_allowed';
  }
}

function timersOf({ shared }: TrainState): readonly Timer[] {
  const { endsAt, reading } = shared;
  return [
    ...turnTimers(shared),
    ...(endsAt === null ? [] : [{ name: 'time', fireAt: endsAt }]),
    ...(reading === null ? [] : [{ name: 'reading', fireAt: reading.until }]),
  ];
}

function timer(change: Change, name: string, env: Env): Change | Refusal {
  if (!isDue(timersOf(change.state), name, env.now)) return 'stale';
  if (name === 'time') return timeUp(change);
  if (name === 'reading') return finish(change, 'done');
  const { floor } = change.state.shared;
  return floor === null ? offerTurn(change, env) : closeTurn(change, whyTimedOut(floor));
}

function skip(change: Change, seat: Seat, env: Env): Change | Refusal {
  return skipSeat(change, seat, {
    offer: (quiet) => offerTurn(quiet, env),
    close: (open) => closeTurn(open, 'skipped'),
  });
}

function extend(change: Change, ms: Ms): Change | Refusal {
  if (!Number.isSafeInteger(ms) || ms <= 0) return 'not_allowed';
  const { endsAt, reading } = change.state.shared;
  return withShared(change, {
    ...laterTurns(change.state.shared, ms),
    endsAt: endsAt === null ? null : endsAt + ms,
    reading: reading === null ? null : { ...reading, until: reading.until + ms },
  });
}

function seatChange(change: Change, seat: Seat, what: 'joined' | 'left' | 'away' | 'back'): Change | Refusal {
  const { order, floor } = change.state.shared;
  if (what === 'joined') return order.includes(seat) ? 'not_allowed' : sitDown(change, seat, { cards: [] });
  if (!order.includes(seat)) return 'not_seated';
  if (what !== 'left') return markAway(change, seat, what === 'away');
  return standUp(floor?.speaker === seat ? closeTurn(change, whyLeft(floor)) : change, seat);
}

/** Until one of them is chosen, dealt cards are their seat's alone. Late in a long train one may be on it already. */
function secretsOf({ shared, seats }: TrainState): readonly Secret[] {
  return Object.entries(seats).flatMap(([seat, { cards: hand }]) =>
    hand.filter((card) => !shared.train.includes(card)).map((word) => ({ word, knownTo: [Number(seat)] })),
  );
}

/** The run time within which a train for which nobody stirs comes to its outcome. */
function silentMs(config: Config, seats: number): Ms {
  const turnMs = unclaimedMs + (2 * config.turnSeconds + config.thinkSeconds) * 1000;
  const playMs =
    config.regime === 'forced' ? turnMs * seats * config.rounds : config.minutes * 60_000 + turnMs;
  return playMs + readMs.look + readMs.longest;
}

export const storyTrain: Activity<
  Config,
  Action,
  Shared,
  Own,
  Hidden,
  TrainView,
  TrainSeatView,
  TrainFacilitatorView
> = {
  id: 'story-train',
  version: 1,
  seats: { min: 2, max: 16 },
  needs: { tablets: 0 },
  hands: 'one',
  scope: 'group',
  trains: ['speaking', 'listening', 'imagining', 'waiting'],
  regime: (config) => config.regime,
  config,
  defaults,
  settings: [
    { key: 'regime', kind: 'choice', options: trainRegimes },
    { key: 'rounds', kind: 'integer', ...limits.rounds },
    { key: 'turnSeconds', kind: 'integer', ...limits.turnSeconds },
    { key: 'thinkSeconds', kind: 'integer', ...limits.thinkSeconds },
    { key: 'minutes', kind: 'integer', ...limits.minutes },
  ],
  deck: cards,
  action,
  setup,
  reduce,
  timers: timersOf,
  secrets: secretsOf,
  view: { screen: screenView, seat: seatView, facilitator: facilitatorView },
  legal: { seat: legalForSeat, facilitator: legalForFacilitator },
  goal: goalOf,
  outcome: ({ shared }) => shared.outcome,
  bounds: {
    silentMs,
    gap: (config, seats) => (config.regime === 'forced' ? seats - 1 : null),
  },
};
