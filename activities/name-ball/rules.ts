/** 传球叫名字: say your name, throw the ball to one of three; together the circle reaches everyone in time. */
import type { Activity, Env, Input, Ms, Refusal, Seat, Setup, Step, Timer } from '../_kit/contract.ts';
import { extendFloor, floorTimers, isDue, refuse, whyLeft, whyTimedOut } from '../_kit/floor.ts';
import { isReached, starter, tallyOf } from './rules.choice.ts';
import {
  actionSchema,
  configSchema,
  maxMissed,
  type Action,
  type Ball,
  type Config,
  type Hidden,
  type Own,
  type Shared,
} from './rules.state.ts';
import {
  claimed,
  closeRound,
  ended,
  finish,
  giveOn,
  hasSeat,
  offerTo,
  refreshed,
  followedBy,
  withOwn,
  withShared,
  withTally,
  type Change,
} from './rules.turns.ts';
import {
  facilitatorView,
  groupView,
  legalForFacilitator,
  legalForSeat,
  seatView,
  type FacilitatorView,
  type GroupView,
  type SeatView,
} from './rules.views.ts';

export type { Action, Config } from './rules.state.ts';
export type { FacilitatorView, GroupView, SeatView } from './rules.views.ts';

type Ruling = Change | Refusal;

export const nameBall: Activity<Config, Action, Shared, Own, Hidden, GroupView, SeatView, FacilitatorView> = {
  id: 'name-ball',
  version: 1,
  seats: { min: 2, max: 16 },
  needs: { tablets: 0 },
  hands: 'one',
  scope: 'group',
  trains: ['names', 'initiating', 'responding', 'listening'],
  regime: () => 'chosen',
  config: configSchema,
  defaults: { rounds: 1, turnSeconds: 30, minutes: 5 },
  settings: [
    { key: 'rounds', kind: 'integer', min: 1, max: 3, step: 1 },
    { key: 'turnSeconds', kind: 'integer', min: 10, max: 60, step: 10 },
    { key: 'minutes', kind: 'integer', min: 2, max: 10, step: 1 },
  ],
  deck: [],
  action: actionSchema,
  setup,
  reduce: (ball, input, env) => {
    if (ball.shared.outcome !== null) return { ok: false, refusal: 'over' };
    return step(rule(ball, input, env));
  },
  timers,
  view: { screen: groupView, seat: seatView, facilitator: facilitatorView },
  legal: { seat: legalForSeat, facilitator: legalForFacilitator },
  goal: ({ done, of }) => ({ done, of }),
  outcome: ({ shared }) => shared.outcome,
  bounds: {
    silentMs: (config) => config.minutes * 60_000,
    // In a round each other child has at most two first offers (claimed, or missed and offered once more), and all
    // but two claims may be followed by a throw to a child that had the ball. First in one round and last in the
    // next is the longest wait.
    gap: ({ rounds }, seats) => (3 * seats - 4) * (rounds > 1 ? 2 : 1),
  },
};

function setup({ config, seats }: Setup<Config>, env: Env): ReturnType<typeof nameBall.setup> {
  const start: Ball = {
    shared: {
      asOf: 0,
      circle: seats.map(({ seat, tablet }) => ({ seat, away: false, tablet: tablet !== null })),
      floor: null,
      turns: 0,
      from: null,
      golden: false,
      round: 1,
      rounds: config.rounds,
      turnMs: config.turnSeconds * 1000,
      endsAt: env.now + config.minutes * 60_000,
      done: 0,
      of: config.rounds * seats.length,
      outcome: null,
    },
    seats: Object.fromEntries(seats.map(({ seat }) => [String(seat), { options: [] }])),
    hidden: { tallies: {}, detour: false },
  };
  const first = starter(start, null, env.rng);
  if (first === null) return { state: start, facts: [] };
  const { ball, facts } = offerTo(start, first, 'rules', null, env);
  return { state: ball, facts };
}

function step(ruling: Ruling): Step<Ball> {
  return typeof ruling === 'string'
    ? { ok: false, refusal: ruling }
    : { ok: true, state: ruling.ball, facts: ruling.facts };
}

function rule(ball: Ball, input: Input<Action>, env: Env): Ruling {
  switch (input.kind) {
    case 'action':
      return act(ball, input, env);
    case 'timer':
      return isDue(timers(ball), input.name, env.now) ? timeOut(ball, input.name, env) : 'stale';
    case 'seat':
      return changeSeat(ball, input.seat, input.change, env);
    case 'let_go':
      return 'not_allowed';
    case 'skip':
      return skip(ball, input.seat, env);
    case 'extend':
      return extend(ball, input.ms);
    case 'end':
      return finish(ball, 'ended');
  }
}

function act(ball: Ball, input: Extract<Input<Action>, { kind: 'action' }>, env: Env): Ruling {
  const { by, action } = input;
  if (!hasSeat(ball, by)) return 'not_seated';
  if (input.asOf !== ball.shared.asOf) return 'stale';
  const refusal = refuse(ball.shared.floor, by, action.type === 'claim' ? 'offered' : 'claimed');
  if (refusal !== null) return refusal;
  switch (action.type) {
    case 'claim':
      return claimed(ball, by, input, env);
    case 'throw':
      return throwTo(ball, by, action.to, env);
    case 'close':
      if (!ball.shared.golden) return 'not_offered';
      return followedBy(ended(ball, 'self', 'group'), (free) => closeRound(free, by, env));
    case 'pass':
      return followedBy(ended(ball, 'passed'), (free) => giveOn(free, by, env));
  }
}

function throwTo(ball: Ball, by: Seat, to: Seat, env: Env): Ruling {
  const { options } = ball.seats[String(by)] ?? { options: [] };
  if (!options.includes(to)) return 'not_offered';
  return followedBy(ended(ball, 'self', to), (free) => offerTo(free, to, by, options, env));
}

function timeOut(ball: Ball, name: string, env: Env): Ruling {
  const { floor } = ball.shared;
  if (name === groupTimer || floor === null) return finish(ball, 'ended');
  const why = whyTimedOut(floor);
  const noted = why === 'unclaimed' ? missedOnce(ball, floor.speaker) : ball;
  return followedBy(ended(noted, why), (free) => giveOn(free, floor.speaker, env));
}

function missedOnce(ball: Ball, holder: Seat | 'adult'): Ball {
  return hasSeat(ball, holder) ? withTally(ball, holder, { missed: tallyOf(ball, holder).missed + 1 }) : ball;
}

/** The adult lets a child be: the ball goes on, and does not come back to it in this round. */
function skip(ball: Ball, seat: Seat, env: Env): Ruling {
  if (!hasSeat(ball, seat)) return 'not_seated';
  if (ball.shared.floor?.speaker !== seat) return 'not_your_turn';
  const inPeace = withTally(ball, seat, { missed: maxMissed });
  return followedBy(ended(inPeace, 'skipped'), (free) => giveOn(free, seat, env));
}

function changeSeat(
  ball: Ball,
  seat: Seat,
  change: Extract<Input<Action>, { kind: 'seat' }>['change'],
  env: Env,
): Ruling {
  if (change === 'joined') return hasSeat(ball, seat) ? 'not_allowed' : join(ball, seat, env);
  if (!hasSeat(ball, seat)) return 'not_seated';
  if (change === 'left') return leave(ball, seat, env);
  const circle = ball.shared.circle.map((place) =>
    place.seat === seat ? { ...place, away: change === 'away' } : place,
  );
  return { ball: withShared(ball, { circle }), facts: [] };
}

function join(ball: Ball, seat: Seat, env: Env): Change {
  const { circle, of } = ball.shared;
  // The entry does not say where the child sits; where the group plays by tablet, so will it.
  const tablet = circle.some((place) => place.tablet);
  const wider = withShared(ball, {
    circle: [...circle, { seat, away: false, tablet }],
    of: of + shareOfGoal(ball, seat),
  });
  const seated = withOwn(wider, seat, { options: [] });
  return seated.shared.floor === null
    ? giveOn(seated, null, env)
    : { ball: refreshed(seated, env), facts: [] };
}

function leave(ball: Ball, seat: Seat, env: Env): Change {
  const { floor, circle, of } = ball.shared;
  const { [String(seat)]: _gone, ...seats } = ball.seats;
  const without = (rest: Ball): Ball => ({
    ...withShared(rest, {
      circle: circle.filter((place) => place.seat !== seat),
      of: of - shareOfGoal(ball, seat),
    }),
    seats,
  });
  if (floor?.speaker !== seat) return { ball: refreshed(without(ball), env), facts: [] };
  return followedBy(ended(ball, whyLeft(floor)), (free) => giveOn(without(free), seat, env));
}

/** What a seat that comes or goes now adds to the goal or takes from it: its rounds still to come. */
function shareOfGoal(ball: Ball, seat: Seat): number {
  const { round, rounds } = ball.shared;
  return rounds - round + (isReached(ball, seat) ? 0 : 1);
}

function extend(ball: Ball, ms: Ms): Ruling {
  if (!Number.isSafeInteger(ms) || ms <= 0) return 'not_allowed';
  const { floor, endsAt } = ball.shared;
  const later = withShared(ball, {
    endsAt: endsAt + ms,
    floor: floor === null ? null : extendFloor(floor, ms),
  });
  return { ball: later, facts: [] };
}

/** The group's own time; the floor's timers are named by turn. */
const groupTimer = 'time';

function timers({ shared }: Ball): readonly Timer[] {
  if (shared.outcome !== null) return [];
  return [{ name: groupTimer, fireAt: shared.endsAt }, ...floorTimers(shared.floor)];
}
