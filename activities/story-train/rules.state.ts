/** What a story train is made of: its settings, its acts and its state. */
import * as v from 'valibot';
import type { Input, Ms, Outcome, Regime, State } from '../_kit/contract.ts';
import type { Change as TurnChange, Pending, Turns } from '../_kit/turns.ts';
import { kinds, type Kind } from './deck.ts';

const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));

/** How the turn to add a wagon moves: round the circle, or to raised hands. */
export const trainRegimes = ['forced', 'queue'] as const satisfies readonly Regime[];

export const limits = {
  rounds: { min: 1, max: 3, step: 1 },
  turnSeconds: { min: 10, max: 60, step: 10 },
  minutes: { min: 2, max: 20, step: 1 },
  thinkSeconds: { min: 0, max: 10, step: 1 },
} as const;

export const config = v.strictObject({
  regime: v.picklist(trainRegimes),
  /** `forced`: how often it goes round. Either way the train is to have so many wagons for each child. */
  rounds: integer(limits.rounds.min, limits.rounds.max),
  /** Time to choose a card from the claim on, and as much again to say something. */
  turnSeconds: integer(limits.turnSeconds.min, limits.turnSeconds.max),
  /** Only in `queue`: how long hands may go up. */
  minutes: integer(limits.minutes.min, limits.minutes.max),
  /** Quiet with the chosen card, before the time to say something begins. */
  thinkSeconds: integer(limits.thinkSeconds.min, limits.thinkSeconds.max),
});
export type Config = v.InferOutput<typeof config>;

export const defaults: Config = {
  regime: 'forced',
  rounds: 1,
  turnSeconds: 30,
  minutes: 10,
  thinkSeconds: 3,
};

export const action = v.variant('type', [
  // the teller's, by its own tap or by the adult for it
  v.strictObject({ type: v.literal('claim') }),
  v.strictObject({
    type: v.literal('choose'),
    card: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,31}$/)),
  }),
  /** 说好了: a line, a word or a sound. */
  v.strictObject({ type: v.literal('done') }),
  /** Before the choice: not now. After it: the card alone goes on the train. */
  v.strictObject({ type: v.literal('pass') }),
  // a listener's
  v.strictObject({ type: v.literal('expects'), kind: v.picklist(kinds) }),
  v.strictObject({ type: v.literal('raise') }),
  v.strictObject({ type: v.literal('lower') }),
  // the adult's, as 老师: the train has been read
  v.strictObject({ type: v.literal('read') }),
]);
export type Action = v.InferOutput<typeof action>;
export type ActionInput = Extract<Input<Action>, { readonly kind: 'action' }>;

/** A card, or null for a whistle: its child was there and put none on. */
export type Wagon = string | null;

/** The chosen card of the open turn and when its child may take its time no longer. */
export interface Told {
  readonly card: string;
  /** Until then it thinks; the time to say something runs from here. */
  readonly thinkUntil: Ms;
}

export interface Shared extends Turns {
  readonly config: Config;
  /** In the order in which they joined the train; never who added which. */
  readonly train: readonly Wagon[];
  /** Null while nobody has chosen a card in the open turn. */
  readonly told: Told | null;
  /** Of the open turn: the adult opened it, so what is recorded is speech that the adult marked. */
  readonly voice: boolean;
  /** For how many listeners the next wagon will be of each kind. Never who. */
  readonly expected: Readonly<Record<Kind, number>>;
  /** How many wagons the train is to have. */
  readonly length: number;
  /** `queue`: until when hands may go up; null in `forced`, and once only the open turn is told to its end. */
  readonly endsAt: Ms | null;
  /** The train is whole and everyone reads it together: each wagon takes `each` ms, the first begins at `from`. */
  readonly reading: { readonly from: Ms; readonly each: Ms; readonly until: Ms } | null;
  readonly outcome: Outcome | null;
}

export interface Own {
  /** The cards to choose from: dealt with the claim, taken back with the choice or the turn's end. */
  readonly cards: readonly string[];
}

export interface Hidden extends Pending {
  /** Cards that are neither on the train nor in anybody's hand. */
  readonly pile: readonly string[];
  /** What each listener expects of the next wagon, by seat. */
  readonly expecting: Readonly<Record<string, Kind>>;
  /** Seats that said so in the open turn. */
  readonly heard: readonly number[];
}

export type TrainState = State<Shared, Own, Hidden>;

/** A state on its way through a step, with what has gone on the record so far. */
export type Change = TurnChange<TrainState>;

/** How many cards a teller chooses from. */
export const handSize = 3;

/** Reading together, in run ms: a moment to look, then so long for each wagon, at most so long for all. */
export const readMs = { look: 4000, wagon: 2000, longest: 60_000 } as const;
