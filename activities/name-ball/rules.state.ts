/** What a ball game is made of: its settings, its acts and its state. */
import * as v from 'valibot';
import type { Ms, Outcome, Seat, State } from '../_kit/contract.ts';
import type { Floor } from '../_kit/floor.ts';

const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

export const configSchema = v.strictObject({
  /** In each round the ball is to reach everyone once. */
  rounds: integer(1, 3),
  /** Time to say one's name and throw, from the claim on. */
  turnSeconds: integer(10, 60),
  /** The group's time for all rounds. */
  minutes: integer(2, 10),
});
export type Config = v.InferOutput<typeof configSchema>;

export const actionSchema = v.variant('type', [
  /** 到我了: the child has the tablet and the ball. */
  v.strictObject({ type: v.literal('claim') }),
  v.strictObject({ type: v.literal('throw'), to: integer(1, 999) }),
  /** Only with the golden ball: closes the round. */
  v.strictObject({ type: v.literal('close') }),
  v.strictObject({ type: v.literal('pass') }),
]);
export type Action = v.InferOutput<typeof actionSchema>;

/** A child of the circle, in seating order. */
export interface Place {
  readonly seat: Seat;
  /** Its tablet has gone silent: shown in grey, offered the ball after the others. */
  readonly away: boolean;
  /** False where the adult taps for it: then no timer hurries the claim. */
  readonly tablet: boolean;
}

/** Holds how many the ball has reached, never whom. */
export interface Shared {
  readonly asOf: number;
  readonly circle: readonly Place[];
  /** Who has the ball; null when the circle is empty or the game is over. */
  readonly floor: Floor | null;
  /** Turns offered so far. */
  readonly turns: number;
  /** The child who threw the ball to its holder; null when the rule gave it. */
  readonly from: Seat | null;
  /** Its holder is the last of the round and closes it. */
  readonly golden: boolean;
  readonly round: number;
  readonly rounds: number;
  readonly turnMs: Ms;
  readonly endsAt: Ms;
  /** Children reached, summed over the rounds, and how many that could be. */
  readonly done: number;
  readonly of: number;
  readonly outcome: Outcome | null;
}

/** The animals that the holder may throw to, drawn when it claims the ball; otherwise empty. */
export interface Own {
  readonly options: readonly Seat[];
}

/** What the rule remembers of a child, so that the ball finds everyone. */
export interface Tally {
  /** Times it had the ball in hand, over all rounds. */
  readonly balls: number;
  /** The last round in which it had the ball in hand; 0 for none. */
  readonly reached: number;
  /** How often nobody came for the ball in this round; at `maxMissed` the rule leaves the child in peace. */
  readonly missed: number;
}
export const maxMissed = 2;

export interface Hidden {
  /** Keys are seats. */
  readonly tallies: Readonly<Record<string, Tally>>;
  /** The last throw went to a child already reached in this round: the next goes to one not yet reached. */
  readonly detour: boolean;
}

export type Ball = State<Shared, Own, Hidden>;

/** How many animals a holder chooses from. */
export const optionCount = 3;
