/** What each audience of a walk sees, and what it may do from there. */
import type { Deed, Goal, Ms, Outcome, Seat } from '../_kit/contract.ts';
import type { FloorView } from '../_kit/floor.ts';
import { cellBeside, isOpen, ways, type Way } from './rules.map.ts';
import type { Action, Field, Own, Reveal, Shared, Variant, Walk } from './rules.state.ts';

/** Known to everyone of the group. */
export interface GroupView {
  readonly asOf: number;
  /** In seating order. `away`: its tablet is silent, show it in grey. */
  readonly circle: readonly { readonly seat: Seat; readonly away: boolean }[];
  readonly variant: Variant;
  readonly floor: FloorView | null;
  /** What the floor's speaker is offered or does. */
  readonly role: 'guide' | 'walker' | null;
  /** Who walks in this leg, and who looked for it where one child does. */
  readonly walker: Seat | null;
  readonly guide: Seat | null;
  /** Who knows some of the map now and may look at it by holding the own animal. */
  readonly guides: readonly Seat[];
  /** Null while no map is laid. */
  readonly field: Field | null;
  /** Arrows that lead on from the figure: not over the edge, and not again into what is known to be closed. */
  readonly ways: readonly Way[];
  readonly reveal: Reveal | null;
  readonly round: number;
  readonly rounds: number;
  readonly endsAt: Ms;
  readonly goal: Goal;
  readonly outcome: Outcome | null;
}

export interface SeatView extends GroupView {
  readonly me: Seat;
  /** The rows that this child may see now; null while the seat is not in hand. */
  readonly rows: readonly string[] | null;
}

/** The adult sees no more of the map than the class does: the laptop's desktop may be on the wall. */
export type FacilitatorView = GroupView;

export function groupView(shared: Shared): GroupView {
  return {
    asOf: shared.asOf,
    circle: shared.circle.map(({ seat, away }) => ({ seat, away })),
    variant: shared.variant,
    floor: shared.floor,
    role: shared.role,
    walker: shared.walker,
    guide: shared.guide,
    guides: shared.guides,
    field: shared.field,
    ways: waysFrom(shared.field),
    reveal: shared.reveal,
    round: shared.round,
    rounds: shared.rounds,
    endsAt: shared.endsAt,
    goal: goalOf(shared),
    outcome: shared.outcome,
  };
}

export function seatView(shared: Shared, own: Own | null, seat: Seat): SeatView {
  return { ...groupView(shared), me: seat, rows: own === null ? null : own.rows };
}

export function facilitatorView({ shared }: Walk): FacilitatorView {
  return groupView(shared);
}

/** Treasures found, of the legs that were or will be walked. */
export function goalOf({ done, legs, ahead }: Shared): Goal {
  return { done, of: legs + ahead };
}

export function legalForSeat(view: SeatView): Action[] {
  const peek: Action[] = view.guides.includes(view.me) ? [{ type: 'peek' }] : [];
  return view.floor?.speaker === view.me ? [...peek, ...legalForHolder(view)] : peek;
}

/** The adult taps for whoever has the floor, but does not look in a child's place. */
export function legalForFacilitator(view: FacilitatorView): Deed<Action>[] {
  const speaker = view.floor?.speaker;
  return speaker === undefined ? [] : legalForHolder(view).map((action) => ({ by: speaker, action }));
}

function legalForHolder(view: GroupView): Action[] {
  if (view.floor?.state !== 'claimed') return [{ type: 'claim' }];
  const step = view.field?.step ?? 0;
  const steps = view.ways.map((way): Action => ({ type: 'step', way, step }));
  return [...(view.role === 'guide' ? [{ type: 'done' } as const] : steps), { type: 'pass' }];
}

function waysFrom(field: Field | null): Way[] {
  if (field === null) return [];
  return ways.filter((way) => isOpen(field.closed, cellBeside(field.size, field.at, way)));
}
