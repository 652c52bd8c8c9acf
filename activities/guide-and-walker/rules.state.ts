/** What a walk is made of: its settings, its acts and its state. */
import * as v from 'valibot';
import type { Fact, Ms, Outcome, Seat, State } from '../_kit/contract.ts';
import type { Floor } from '../_kit/floor.ts';
import { ways } from './rules.map.ts';

const integer = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** Cells along one side of the map. */
export const mapSizes = { small: 5, medium: 6 } as const;

export const configSchema = v.strictObject({
  map: v.picklist(['small', 'medium']),
  /** In each round everyone walks once. */
  rounds: integer(1, 2),
  /** Time for the guide to look, from the claim on, where the tablet is handed over. */
  lookSeconds: integer(10, 60),
  /** Time for the walker to walk, from the claim on. */
  walkSeconds: integer(30, 120),
  /** The group's time for everything. */
  minutes: integer(3, 20),
});
export type Config = v.InferOutput<typeof configSchema>;

/** More steps than a walk could ever count. */
const maxSteps = 100_000;

export const actionSchema = v.variant('type', [
  /** 到我了: the child has the tablet and the role that was offered. */
  v.strictObject({ type: v.literal('claim') }),
  /** A guide holds the own animal and looks at its part of the map. */
  v.strictObject({ type: v.literal('peek') }),
  /** The guide has looked and hands over. */
  v.strictObject({ type: v.literal('done') }),
  /**
   * The walker's arrow. `step` is the number of the step it was meant for: a finger that drums walks one step, and a
   * tap that waited for the network cannot walk on later.
   */
  v.strictObject({ type: v.literal('step'), way: v.picklist(ways), step: integer(1, maxSteps) }),
  /** 先不玩, for guide and walker alike. */
  v.strictObject({ type: v.literal('pass') }),
]);
export type Action = v.InferOutput<typeof actionSchema>;

/** A child of the group, in seating order. */
export interface Place {
  readonly seat: Seat;
  /** Its tablet has gone silent. */
  readonly away: boolean;
  /** The tablet it sits at; null where the adult taps, `unknown` for a late child until its first tap. */
  readonly tablet: number | null | 'unknown';
}

/**
 * `hand_over`: one guide looks at the whole map, then hands the tablet over. `strips`: the children at the other
 * tablets each know some rows, and tell while the walker walks.
 */
export type Variant = 'hand_over' | 'strips';

/** What everyone has seen of the walk: no more of the map than where the figure stood or could not go. */
export interface Field {
  /** Cells along one side; cell = row * size + column, row 0 on top. */
  readonly size: number;
  readonly at: number;
  /** Cells from the start to `at`, a way back left out: never longer than the map has cells. */
  readonly trail: readonly number[];
  /** Cells that turned out to be closed. */
  readonly closed: readonly number[];
  /** The closed cell that the last step met; null after a step that went well. */
  readonly met: number | null;
  /** Number of the next step on this map, closed cells counted in. */
  readonly step: number;
}

/** The whole map, for all to see. */
export interface Reveal {
  readonly rows: readonly string[];
  /** The walk came to the treasure. */
  readonly found: boolean;
  readonly since: Ms;
  /** Null once the game is over: it then stays. */
  readonly until: Ms | null;
}

/** Holds how many treasures were found and legs are ahead, never whose. */
export interface Shared {
  readonly asOf: number;
  readonly circle: readonly Place[];
  readonly variant: Variant;
  readonly floor: Floor | null;
  /** What the floor's speaker is offered or does; null while nobody has the floor. */
  readonly role: 'guide' | 'walker' | null;
  /** Turns offered so far. */
  readonly turns: number;
  /** Who walks in this leg; null between legs. */
  readonly walker: Seat | null;
  /** Who looked for the walker, where the tablet is handed over. */
  readonly guide: Seat | null;
  /** Who knows some of the map just now. */
  readonly guides: readonly Seat[];
  /** Null before the first map is laid. */
  readonly field: Field | null;
  readonly reveal: Reveal | null;
  /** What the open reveal leads to; null where the game goes on after it. */
  readonly closing: Outcome | null;
  readonly round: number;
  readonly rounds: number;
  readonly size: number;
  readonly lookMs: Ms;
  readonly walkMs: Ms;
  readonly endsAt: Ms;
  /** Legs begun, and legs that this and later rounds still bring. */
  readonly legs: number;
  readonly ahead: number;
  /** Treasures found. */
  readonly done: number;
  readonly outcome: Outcome | null;
}

/** The rows of the map that a guide knows now; empty for everybody else. */
export interface Own {
  readonly rows: readonly string[];
}

export interface Hidden {
  /** The map as `map.ts` writes it; empty where none is laid. */
  readonly rows: readonly string[];
  /** Seats that have still to walk in this round. */
  readonly pending: readonly Seat[];
  /** Seats that were asked to guide in this leg. */
  readonly asked: readonly Seat[];
}

export type Walk = State<Shared, Own, Hidden>;

/** So many children are asked to guide a leg; after them the walker walks without. */
export const maxAsked = 2;

/** How long a map stays open for all to see. */
export const revealMs: Ms = 8000;

/** A walk on its way through a step, with what has gone on the record so far. */
export interface Change {
  readonly walk: Walk;
  readonly facts: readonly Fact[];
}

export function withShared(
  { walk, facts }: Change,
  shared: Partial<Shared>,
  more: readonly Fact[] = [],
): Change {
  return { walk: { ...walk, shared: { ...walk.shared, ...shared } }, facts: [...facts, ...more] };
}

export function withHidden({ walk, facts }: Change, hidden: Partial<Hidden>): Change {
  return { walk: { ...walk, hidden: { ...walk.hidden, ...hidden } }, facts };
}

/** Something else stands under the finger now: what was tapped before is stale. */
export function newScene(change: Change, shared: Partial<Shared>, more: readonly Fact[] = []): Change {
  return withShared(change, { ...shared, asOf: change.walk.shared.asOf + 1 }, more);
}
