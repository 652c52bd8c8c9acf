/** What lifting a lantern together is made of: its settings, its acts and its state. */
import * as v from 'valibot';
import type { Fact, Ms, Outcome, Refusal, Seat, State } from '../_kit/contract.ts';

/** All who lift hold their pads together for so long. */
export const holdMs: Ms = 3000;
/** A pad let go and pressed again in less than this counts as held throughout. */
export const gapMs: Ms = 400;
/** How long the lantern rises before the next round. */
export const risingMs: Ms = 6000;
/** On a tablet that feels one finger only a tap counts as held for so long after the last tap in order. */
export const tapMs: Ms = 6000;
/** More fingers than these find no room on one tablet: then two hold at a time. */
export const mostTogether = 5;

const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

export const configSchema = v.strictObject({
  /** A round is one lantern. */
  rounds: integer(1, 6),
  /** Time to say "I'm in". */
  joinSeconds: integer(5, 30),
  /** Time to hold together, for each part of the lift. */
  liftSeconds: integer(10, 90),
});
export type Config = v.InferOutput<typeof configSchema>;

export const actionSchema = v.variant('type', [
  /** 我来: in for this round. `fingers` is how many touches the tablet can tell apart. */
  v.strictObject({ type: v.literal('join'), fingers: integer(1, 10) }),
  /** 先不玩: keeps the light in this round. */
  v.strictObject({ type: v.literal('pass') }),
  v.strictObject({ type: v.literal('press') }),
  v.strictObject({ type: v.literal('release') }),
]);
export type Action = v.InferOutput<typeof actionSchema>;

export type Phase = 'gathering' | 'lifting' | 'rising';

/** Says how many, never who: who lifts stands in the seats' own parts. */
export interface Shared {
  /** Grows with every phase and every part of a lift. */
  readonly asOf: number;
  readonly phase: Phase;
  /** Start and end of the phase, in a lift of its present part. */
  readonly since: Ms;
  readonly deadline: Ms;
  /** 1 … rounds */
  readonly round: number;
  readonly rounds: number;
  readonly joinMs: Ms;
  readonly liftMs: Ms;
  /** The group in seating order. */
  readonly circle: readonly { readonly seat: Seat; readonly away: boolean }[];
  /** How many are in. */
  readonly joined: number;
  /** The part of the lift that is on, 0 …, and how many there are: one, unless a tablet has too few fingers. */
  readonly wave: number;
  readonly waves: number;
  /** Pads of this part, and how many of them are down. */
  readonly needed: number;
  readonly holding: number;
  /** Since when all of this part hold; null while one does not. */
  readonly together: Ms | null;
  readonly lifted: number;
  readonly outcome: Outcome | null;
}

export interface Pad {
  /** The part of the lift it belongs to. */
  readonly wave: number;
  /** Its tablet; null where there is none or it is not known. */
  readonly tablet: number | null;
  /** Its place among the taps of a tablet that feels one finger only, 0 …; null where fingers are held. */
  readonly order: number | null;
  /** `later`: another part or tap comes first. `slipped`: let go, but not yet for long. `done`: it has lifted. */
  readonly state: 'later' | 'ready' | 'held' | 'slipped' | 'done';
  /** Whose hand put it down. */
  readonly by: 'tablet' | 'adult';
  /** When a slipped pad, or one held by a tap, counts as let go. */
  readonly until: Ms | null;
}

export interface Own {
  /** `light`: watches and keeps the light. `open`: has not said yet. */
  readonly choice: 'open' | 'in' | 'light';
  /** Null but in a lift. */
  readonly pad: Pad | null;
}

/** What the record and the next lift need to remember. */
export interface Hidden {
  /** Who has said so in this round already: an act said twice is recorded once. */
  readonly joined: readonly Seat[];
  readonly kept: readonly Seat[];
  /** Keys are seats: the tablet of a seat's last "I'm in", before that the one it began on. */
  readonly tablets: Readonly<Record<string, number>>;
  /** Keys are tablets. */
  readonly fingers: Readonly<Record<string, number>>;
}

export type Lantern = State<Shared, Own, Hidden>;

/** The game after a step, with what the step put on the record. */
export interface Change {
  readonly game: Lantern;
  readonly facts: readonly Fact[];
}
export type Ruling = Change | Refusal;

export function withShared(game: Lantern, change: Partial<Shared>): Lantern {
  return { ...game, shared: { ...game.shared, ...change } };
}

export function ownOf(game: Lantern, seat: Seat): Own {
  return game.seats[String(seat)] ?? { choice: 'light', pad: null };
}

export function withOwn(game: Lantern, seat: Seat, change: Partial<Own>): Lantern {
  return { ...game, seats: { ...game.seats, [String(seat)]: { ...ownOf(game, seat), ...change } } };
}

/** Changes the pad of a seat that has one. */
export function withPad(game: Lantern, seat: Seat, change: Partial<Pad>): Lantern {
  const { pad } = ownOf(game, seat);
  return pad === null ? game : withOwn(game, seat, { pad: { ...pad, ...change } });
}

export function hasSeat({ shared }: Lantern, seat: Seat): boolean {
  return shared.circle.some((place) => place.seat === seat);
}

/** Down, if only just slipped: it may be pressed again in time. */
export function isDown({ state }: Pad): boolean {
  return state === 'held' || state === 'slipped';
}

/** Pads of the part of the lift that is on, in seating order. */
export function padsNow(game: Lantern): { readonly seat: Seat; readonly pad: Pad }[] {
  const { circle, wave, phase } = game.shared;
  if (phase !== 'lifting') return [];
  return circle.flatMap(({ seat }) => {
    const { pad } = ownOf(game, seat);
    return pad?.wave === wave && pad.state !== 'done' ? [{ seat, pad }] : [];
  });
}
