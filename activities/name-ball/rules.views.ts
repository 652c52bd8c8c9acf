/** What each audience of a ball game sees, and what it may do from there. */
import type { Deed, Goal, Ms, Outcome, Seat } from '../_kit/contract.ts';
import type { FloorView } from '../_kit/floor.ts';
import type { Action, Ball, Own, Shared } from './rules.state.ts';

/** Known to everyone of the group. */
export interface GroupView {
  readonly asOf: number;
  /** In seating order. `away`: its tablet is silent, show it in grey. */
  readonly circle: readonly { readonly seat: Seat; readonly away: boolean }[];
  /** Who has the ball; null when nobody does. */
  readonly floor: FloorView | null;
  /** Who threw it; null when the rule gave it. */
  readonly from: Seat | null;
  /** It is the golden ball: its holder is the last of the round and closes it. */
  readonly golden: boolean;
  readonly round: number;
  readonly rounds: number;
  readonly endsAt: Ms;
  readonly goal: Goal;
  readonly outcome: Outcome | null;
}

export interface SeatView extends GroupView {
  readonly me: Seat;
  /** The animals to throw to; null while the seat is not in hand, empty when it has none to choose from. */
  readonly options: readonly Seat[] | null;
}

export interface FacilitatorView extends GroupView {
  /** The animals the holder may throw to; empty unless it has claimed the ball. */
  readonly options: readonly Seat[];
}

export function groupView(shared: Shared): GroupView {
  return {
    asOf: shared.asOf,
    circle: shared.circle.map(({ seat, away }) => ({ seat, away })),
    floor: shared.floor,
    from: shared.from,
    golden: shared.golden,
    round: shared.round,
    rounds: shared.rounds,
    endsAt: shared.endsAt,
    goal: { done: shared.done, of: shared.of },
    outcome: shared.outcome,
  };
}

export function seatView(shared: Shared, own: Own | null, seat: Seat): SeatView {
  return { ...groupView(shared), me: seat, options: own === null ? null : own.options };
}

export function facilitatorView({ shared, seats }: Ball): FacilitatorView {
  const holder = shared.floor === null ? undefined : seats[String(shared.floor.speaker)];
  return { ...groupView(shared), options: holder?.options ?? [] };
}

export function legalForSeat(view: SeatView): Action[] {
  return view.floor?.speaker === view.me ? legalForHolder(view, view.options ?? []) : [];
}

export function legalForFacilitator(view: FacilitatorView): Deed<Action>[] {
  const holder = view.floor?.speaker;
  if (holder === undefined) return [];
  return legalForHolder(view, view.options).map((action) => ({ by: holder, action }));
}

function legalForHolder(view: GroupView, options: readonly Seat[]): Action[] {
  if (view.floor?.state !== 'claimed') return [{ type: 'claim' }];
  const uses: Action[] = view.golden ? [{ type: 'close' }] : options.map((to) => ({ type: 'throw', to }));
  return [...uses, { type: 'pass' }];
}
