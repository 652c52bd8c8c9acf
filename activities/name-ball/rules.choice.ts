/** Whom the ball may go to next. */
import type { Rng, Seat } from '../_kit/contract.ts';
import { maxMissed, optionCount, type Ball, type Place, type Tally } from './rules.state.ts';

const unknown: Tally = { balls: 0, reached: 0, missed: 0 };

/** What the rule remembers of a seat. */
export function tallyOf({ hidden }: Ball, seat: Seat): Tally {
  return hidden.tallies[String(seat)] ?? unknown;
}

/** Whether the ball has been in the seat's hands in this round. */
export function isReached(ball: Ball, seat: Seat): boolean {
  return tallyOf(ball, seat).reached === ball.shared.round;
}

/** Seats that the round still has to reach, in seating order; those left in peace are not among them. */
export function unreached(ball: Ball): Seat[] {
  return ball.shared.circle
    .map(({ seat }) => seat)
    .filter((seat) => !isReached(ball, seat) && tallyOf(ball, seat).missed < maxMissed);
}

/**
 * The animals a holder chooses from, in random order: those least reached first, and at most one that has had the
 * ball in this round. That one is missing when a single child waits (it must not be passed over) and right after a
 * throw to such a child, so that a round takes at most two throws for each child. Empty: the holder is the last.
 */
export function drawOptions(ball: Ball, holder: Seat, rng: Rng): Seat[] {
  const waiting = ranked(ball, unreached(ball), rng).filter((seat) => seat !== holder);
  const options = waiting.slice(0, optionCount);
  if (waiting.length > 1 && options.length < optionCount && !ball.hidden.detour) {
    const again = ball.shared.circle
      .map(({ seat }) => seat)
      .filter((seat) => seat !== holder && isReached(ball, seat));
    options.push(...ranked(ball, again, rng).slice(0, 1));
  }
  return rng.shuffle(options);
}

/** Who gets the ball by rule; null when the round has nobody left to reach. */
export function nextByRule(ball: Ball, rng: Rng): Seat | null {
  return ranked(ball, unreached(ball), rng)[0] ?? null;
}

/** Who starts a round: anyone, but the last holder only if alone. */
export function starter(ball: Ball, lastHolder: Seat | null, rng: Rng): Seat | null {
  const seats = ball.shared.circle.map(({ seat }) => seat);
  const others = seats.filter((seat) => seat !== lastHolder);
  return ranked(ball, others.length > 0 ? others : seats, rng)[0] ?? null;
}

/** Children who are here before those whose tablet is silent, then the fewest misses, then the fewest balls. */
function ranked(ball: Ball, seats: readonly Seat[], rng: Rng): Seat[] {
  const away = new Set(ball.shared.circle.filter((place: Place) => place.away).map(({ seat }) => seat));
  const rank = (seat: Seat): [number, number, number] => {
    const { missed, balls } = tallyOf(ball, seat);
    return [away.has(seat) ? 1 : 0, missed, balls];
  };
  // The sort is stable, so equals keep the random order.
  return rng.shuffle(seats).sort((a, b) => compare(rank(a), rank(b)));
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
