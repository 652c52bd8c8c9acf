/** How the ball moves: a turn begins, is claimed and ends; a round closes; the game ends. */
import type { Env, Fact, Outcome, Seat, Speaker, Target, TurnEnd } from '../_kit/contract.ts';
import { asOfTurn, claim, endTurn, offer, unclaimedMs } from '../_kit/floor.ts';
import { drawOptions, isReached, nextByRule, starter, tallyOf, unreached } from './rules.choice.ts';
import type { Ball, Own, Shared, Tally } from './rules.state.ts';

/** A ball game after a change, with what the change put on the record. */
export interface Change {
  readonly ball: Ball;
  readonly facts: readonly Fact[];
}

/** Gives the ball to `seat`, who has yet to claim it. `givenBy` chose it among `options`, or the rule did. */
export function offerTo(
  ball: Ball,
  seat: Seat,
  givenBy: 'rules' | Seat,
  options: readonly Seat[] | null,
  env: Env,
): Change {
  const place = ball.shared.circle.find((candidate) => candidate.seat === seat);
  const turn = ball.shared.turns + 1;
  const { floor, facts } = offer(
    {
      turn,
      speaker: seat,
      givenBy,
      options,
      regime: 'chosen',
      bounded: true,
      next: null,
      waitMs: place?.tablet === true ? unclaimedMs : null,
    },
    env.now,
  );
  const offered: Ball = {
    ...ball,
    shared: {
      ...ball.shared,
      asOf: asOfTurn(turn, 'offered'),
      floor,
      turns: turn,
      from: givenBy === 'rules' ? null : givenBy,
      golden: isLast(ball, seat),
    },
    hidden: { ...ball.hidden, detour: isReached(ball, seat) },
  };
  return { ball: offered, facts };
}

/** The holder has the ball in hand: it counts as reached, and sees whom it may throw to. */
export function claimed(
  ball: Ball,
  holder: Seat,
  how: { readonly via: 'tablet' | 'adult'; readonly alone: boolean },
  env: Env,
): Change {
  const { shared } = ball;
  if (shared.floor === null) return { ball, facts: [] };
  const { floor, facts } = claim(shared.floor, how, env.now, shared.turnMs);
  const { balls } = tallyOf(ball, holder);
  const counted = withTally(
    withShared(ball, {
      asOf: asOfTurn(floor.turn, 'claimed'),
      floor,
      done: shared.done + (isReached(ball, holder) ? 0 : 1),
    }),
    holder,
    { balls: balls + 1, reached: shared.round },
  );
  return { ball: withOwn(counted, holder, { options: drawOptions(counted, holder, env.rng) }), facts };
}

/** The turn is over and nobody has the ball. */
export function ended(ball: Ball, why: TurnEnd, toward: Target = 'unknown'): Change {
  const { floor } = ball.shared;
  if (floor === null) return { ball, facts: [] };
  const free = withShared(ball, {
    asOf: asOfTurn(floor.turn, 'ended'),
    floor: null,
    from: null,
    golden: false,
  });
  return {
    ball: hasSeat(ball, floor.speaker) ? withOwn(free, floor.speaker, { options: [] }) : free,
    facts: endTurn(floor, why, toward),
  };
}

/** The rule gives the ball on after a turn of `last`; where nobody is left to reach, the round closes. */
export function giveOn(ball: Ball, last: Speaker | null, env: Env): Change {
  if (ball.shared.circle.length === 0) return { ball, facts: [] };
  const next = nextByRule(ball, env.rng);
  return next === null ? closeRound(ball, last, env) : offerTo(ball, next, 'rules', null, env);
}

/** Everyone who could be reached has been: the next round begins, or the game is done. */
export function closeRound(ball: Ball, last: Speaker | null, env: Env): Change {
  const { round, rounds } = ball.shared;
  if (round === rounds) return { ball: withShared(ball, { outcome: 'done' }), facts: [] };
  const fresh: Ball = {
    ...withShared(ball, { round: round + 1 }),
    hidden: { detour: false, tallies: forgiven(ball.hidden.tallies) },
  };
  const first = starter(fresh, last === 'adult' ? null : last, env.rng);
  return first === null ? { ball: fresh, facts: [] } : offerTo(fresh, first, 'rules', null, env);
}

/** The game stops, whoever has the ball. */
export function finish(ball: Ball, outcome: Outcome): Change {
  const { ball: free, facts } = ended(ball, 'interrupted');
  return { ball: withShared(free, { outcome }), facts };
}

/** After a change of the circle: is the holder the last now, and are its options still there? */
export function refreshed(ball: Ball, env: Env): Ball {
  const { floor, circle } = ball.shared;
  if (floor === null || floor.speaker === 'adult') return ball;
  const golden = isLast(ball, floor.speaker);
  const renewed = withShared(ball, { golden });
  if (floor.state === 'offered') return renewed;
  const { options } = ball.seats[String(floor.speaker)] ?? { options: [] };
  const stand =
    !golden && options.length > 0 && options.every((seat) => circle.some((place) => place.seat === seat));
  // Animals that are still there stay as they are: nothing changes under a child's finger without need.
  return stand
    ? renewed
    : withOwn(renewed, floor.speaker, { options: drawOptions(renewed, floor.speaker, env.rng) });
}

/** Joins two changes: the facts of both, the later state. */
export function followedBy(first: Change, next: (ball: Ball) => Change): Change {
  const second = next(first.ball);
  return { ball: second.ball, facts: [...first.facts, ...second.facts] };
}

export function hasSeat({ shared }: Ball, seat: Speaker): seat is Seat {
  return shared.circle.some((place) => place.seat === seat);
}

export function withShared(ball: Ball, change: Partial<Shared>): Ball {
  return { ...ball, shared: { ...ball.shared, ...change } };
}

export function withOwn(ball: Ball, seat: Seat, own: Own): Ball {
  return { ...ball, seats: { ...ball.seats, [String(seat)]: own } };
}

export function withTally(ball: Ball, seat: Seat, change: Partial<Tally>): Ball {
  const tallies = { ...ball.hidden.tallies, [String(seat)]: { ...tallyOf(ball, seat), ...change } };
  return { ...ball, hidden: { ...ball.hidden, tallies } };
}

/** Nobody but `seat` is left to reach in this round. */
function isLast(ball: Ball, seat: Seat): boolean {
  return unreached(ball).every((other) => other === seat);
}

/** In a new round everyone is waited for again. */
function forgiven(tallies: Readonly<Record<string, Tally>>): Record<string, Tally> {
  return Object.fromEntries(Object.entries(tallies).map(([seat, tally]) => [seat, { ...tally, missed: 0 }]));
}
