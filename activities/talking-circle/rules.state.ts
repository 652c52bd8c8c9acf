/** What a talking circle is made of: its settings, its acts and its state. */
import * as v from 'valibot';
import type { Input, Ms, Outcome, Regime, Seat, State, Target } from '../_kit/contract.ts';
import type { Change as TurnChange, Pending, Turns } from '../_kit/turns.ts';

const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));

/** How the talking stick moves; the words for each stand in README.md. */
export const circleRegimes = ['forced', 'queue', 'called', 'free_floor'] as const satisfies readonly Regime[];

export const limits = {
  turnSeconds: { min: 10, max: 120, step: 10 },
  rounds: { min: 1, max: 3, step: 1 },
  minutes: { min: 2, max: 20, step: 1 },
  thinkSeconds: { min: 0, max: 5, step: 1 },
} as const;

export const topicChoices = ['deck', 'none'] as const;

export const config = v.strictObject({
  regime: v.picklist(circleRegimes),
  /** Length of a turn from its claim. Not in `free_floor`, where only the adult ends a turn. */
  turnSeconds: integer(limits.turnSeconds.min, limits.turnSeconds.max),
  /** Only in `forced`: how often the stick goes round, which alone ends that regime. */
  rounds: integer(limits.rounds.min, limits.rounds.max),
  /** Length of the circle in the other three regimes. */
  minutes: integer(limits.minutes.min, limits.minutes.max),
  /** Quiet before a turn, in which its child is shown as next. Not in `free_floor`. */
  thinkSeconds: integer(limits.thinkSeconds.min, limits.thinkSeconds.max),
  topic: v.picklist(topicChoices),
});
export type Config = v.InferOutput<typeof config>;

export const defaults: Config = {
  regime: 'forced',
  turnSeconds: 30,
  rounds: 1,
  minutes: 10,
  thinkSeconds: 3,
  topic: 'deck',
};

const seat = integer(1, 999);

export const action = v.variant('type', [
  // the holder's, by its own tap or by the adult for it
  v.strictObject({ type: v.literal('claim') }),
  v.strictObject({ type: v.literal('done') }),
  v.strictObject({ type: v.literal('pass') }),
  // anyone's, in `queue`
  v.strictObject({ type: v.literal('raise') }),
  v.strictObject({ type: v.literal('lower') }),
  // the adult's, as 老师: in `called`; and wherever there are topics
  v.strictObject({ type: v.literal('call'), seat }),
  v.strictObject({ type: v.literal('topic') }),
  // the adult's, marking what it hears: `by` is the speaker
  v.strictObject({ type: v.literal('speak'), interrupts: v.boolean() }),
  v.strictObject({
    type: v.literal('toward'),
    target: v.union([seat, v.picklist(['group', 'adult', 'unknown'])]),
  }),
]);
export type Action = v.InferOutput<typeof action>;
export type ActionInput = Extract<Input<Action>, { readonly kind: 'action' }>;

export interface Shared extends Turns {
  readonly config: Config;
  /** Of the open turn: toward whom, where somebody said; null: the regime's own answer. */
  readonly toward: Target | null;
  /** Of the open turn: the adult opened it, so what is recorded is speech that the adult marked. */
  readonly voice: boolean;
  /** `forced`: turns still to be offered, this round's and later ones'. A number only: never whose. */
  readonly ahead: number;
  /** Turns that were claimed. */
  readonly held: number;
  /** How many children have had the stick, of how many: those here and those who had it before they left. Never who. */
  readonly reached: number;
  readonly members: number;
  readonly topic: string | null;
  /** A next topic is there to be taken. */
  readonly moreTopics: boolean;
  /** Null in `forced`, and once time is up and only the open turn is still being spoken to its end. */
  readonly endsAt: Ms | null;
  readonly outcome: Outcome | null;
}

/** Nothing in a talking circle is private to a seat. */
export type Own = Readonly<Record<string, never>>;

/** Its round is that of `forced`; under the other regimes nobody's turn is to come by rule. */
export interface Hidden extends Pending {
  /** Seats that have had the stick. */
  readonly had: readonly Seat[];
  /** All topics in the order drawn; the one in play is the first. */
  readonly topics: readonly string[];
}

export type CircleState = State<Shared, Own, Hidden>;

/** A state on its way through a step, with what has gone on the record so far. */
export type Change = TurnChange<CircleState>;
