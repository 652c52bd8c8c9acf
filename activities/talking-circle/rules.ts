/**
 * talking-circle 发言棒: one speaks, all listen. The stick goes round in seating order (`forced`), to raised hands
 * (`queue`), to whom the adult calls (`called`), or the adult only marks who speaks to whom (`free_floor`).
 */
import type {
  Activity,
  Env,
  Input,
  Ms,
  Refusal,
  Seat,
  Setup,
  Speaker,
  Step,
  Timer,
} from '../_kit/contract.ts';
import { isDue, refuse, unclaimedMs, whyLeft, whyTimedOut } from '../_kit/floor.ts';
import { laterTurns, markAway, moveHand, seated, sitDown, skipSeat, standUp, turnTimers, withShared } from '../_kit/turns.ts'; // prettier-ignore
import { topics } from './deck.ts';
import { action, circleRegimes, config, defaults, limits, topicChoices } from './rules.state.ts';
import type { Action, ActionInput, Change, CircleState, Config, Hidden, Own, Shared } from './rules.state.ts';
import { closeTurn, finish, goOn, isClosing, nextTopic, offerStick, openTurn, settle, takeFloor, timeUp } from './rules.turns.ts'; // prettier-ignore
import { canRaise, facilitatorView, goalOf, legalForFacilitator, legalForSeat, screenView, seatView, targetsOf } from './rules.views.ts'; // prettier-ignore
import type { CircleFacilitatorView, CircleSeatView, CircleView } from './rules.views.ts';

function setup({ config, deck, seats }: Setup<Config>, env: Env): Change {
  const { turns, pending } = seated(seats);
  const drawn = config.topic === 'deck' ? env.rng.shuffle(deck) : [];
  const shared: Shared = {
    ...turns,
    config,
    toward: null,
    voice: false,
    ahead: 0,
    held: 0,
    reached: 0,
    members: seats.length,
    topic: drawn[0] ?? null,
    moreTopics: drawn.length > 1,
    endsAt: config.regime === 'forced' ? null : env.now + config.minutes * 60_000,
    outcome: null,
  };
  const own = Object.fromEntries(seats.map(({ seat }): [string, Own] => [String(seat), {}]));
  const hidden: Hidden = { ...pending, had: [], topics: drawn };
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
      return by === 'adult' ? 'not_allowed' : actOnHand(change, by, action.type);
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

function actOnHand(change: Change, seat: Seat, way: 'raise' | 'lower'): Change | Refusal {
  if (way === 'raise' && !canRaise(change.state.shared, seat)) return 'not_allowed';
  return moveHand(change, seat, way);
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

function timersOf({ shared }: CircleState): readonly Timer[] {
  const { endsAt } = shared;
  return [...turnTimers(shared), ...(endsAt === null ? [] : [{ name: 'time', fireAt: endsAt }])];
}

function timer(change: Change, name: string, env: Env): Change | Refusal {
  if (!isDue(timersOf(change.state), name, env.now)) return 'stale';
  if (name === 'time') return timeUp(change);
  const { floor } = change.state.shared;
  return floor === null ? offerStick(change, env) : closeTurn(change, whyTimedOut(floor));
}

function skip(change: Change, seat: Seat, env: Env): Change | Refusal {
  return skipSeat(change, seat, {
    offer: (quiet) => offerStick(quiet, env),
    close: (open) => closeTurn(open, 'skipped'),
  });
}

function extend(change: Change, ms: Ms): Change | Refusal {
  if (!Number.isSafeInteger(ms) || ms <= 0) return 'not_allowed';
  const { endsAt } = change.state.shared;
  return withShared(change, {
    ...laterTurns(change.state.shared, ms),
    endsAt: endsAt === null ? null : endsAt + ms,
  });
}

function seatChange(change: Change, seat: Seat, what: 'joined' | 'left' | 'away' | 'back'): Change | Refusal {
  const { order, floor } = change.state.shared;
  if (what === 'joined') return order.includes(seat) ? 'not_allowed' : sitDown(change, seat, {});
  if (!order.includes(seat)) return 'not_seated';
  if (what !== 'left') return markAway(change, seat, what === 'away');
  return standUp(floor?.speaker === seat ? closeTurn(change, whyLeft(floor)) : change, seat);
}

/** The run time within which a circle in which nobody stirs comes to its outcome. */
function silentMs(config: Config, seats: number): Ms {
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
