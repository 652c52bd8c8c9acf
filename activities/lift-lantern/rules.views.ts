/** What screen, tablet and adult see of a lift, and what each may do. */
import type { Deed, Goal, Ms, Outcome, Seat } from '../_kit/contract.ts';
import {
  holdMs,
  ownOf,
  type Action,
  type Lantern,
  type Own,
  type Pad,
  type Phase,
  type Shared,
} from './rules.state.ts';

/** How many, never who. */
export interface GroupView {
  readonly asOf: number;
  readonly phase: Phase;
  readonly since: Ms;
  readonly deadline: Ms;
  readonly round: number;
  readonly rounds: number;
  readonly joined: number;
  readonly wave: number;
  readonly waves: number;
  readonly needed: number;
  readonly holding: number;
  /** Since when all needed pads are down, and when the lantern rises if they stay. */
  readonly together: { readonly from: Ms; readonly until: Ms } | null;
  readonly goal: Goal;
  readonly outcome: Outcome | null;
}

export interface PadView {
  readonly state: Pad['state'];
  readonly order: number | null;
  /** The adult holds it for the child. */
  readonly byAdult: boolean;
}

export interface SeatView extends GroupView {
  readonly me: Seat;
  /** Null where the private part was not given. */
  readonly choice: Own['choice'] | null;
  readonly pad: PadView | null;
}

export interface FacilitatorView extends GroupView {
  readonly seats: readonly {
    readonly seat: Seat;
    readonly away: boolean;
    readonly choice: Own['choice'];
    readonly pad: PadView | null;
  }[];
  /** What the adult may tap, for whom. */
  readonly deeds: readonly Deed<Action>[];
}

export function groupView(shared: Shared): GroupView {
  const { asOf, phase, since, deadline, round, rounds, joined, wave, waves, needed, holding, together } =
    shared;
  return {
    ...{ asOf, phase, since, deadline, round, rounds, joined, wave, waves, needed, holding },
    together: together === null ? null : { from: together, until: together + holdMs },
    goal: { done: shared.lifted, of: rounds },
    outcome: shared.outcome,
  };
}

export function seatView(shared: Shared, own: Own | null, seat: Seat): SeatView {
  return {
    ...groupView(shared),
    me: seat,
    choice: own?.choice ?? null,
    pad: own === null ? null : padView(own.pad),
  };
}

export function facilitatorView(game: Lantern): FacilitatorView {
  const seats = game.shared.circle.map(({ seat, away }) => {
    const { choice, pad } = ownOf(game, seat);
    return { seat, away, choice, pad: padView(pad) };
  });
  const view = { ...groupView(game.shared), seats };
  return { ...view, deeds: deedsOf(view) };
}

function padView(pad: Pad | null): PadView | null {
  return pad && { state: pad.state, order: pad.order, byAdult: pad.by === 'adult' };
}

type Mine = Pick<SeatView, 'phase' | 'outcome' | 'choice' | 'pad'>;

/** How many fingers a tablet feels is its own affair: here are one that feels few and one that feels all. */
const samples: readonly Action[] = [
  { type: 'join', fingers: 10 },
  { type: 'join', fingers: 1 },
];

export function legalForSeat(view: Mine): Action[] {
  return legal(view, samples, 'tablet');
}

export function legalForFacilitator(view: FacilitatorView): readonly Deed<Action>[] {
  return view.deeds;
}

function deedsOf(view: Omit<FacilitatorView, 'deeds'>): Deed<Action>[] {
  return view.seats.flatMap(({ seat, choice, pad }) =>
    legal({ ...view, choice, pad }, samples.slice(0, 1), 'adult').map((action) => ({ by: seat, action })),
  );
}

function legal({ phase, outcome, choice, pad }: Mine, joins: readonly Action[], hand: Pad['by']): Action[] {
  if (outcome !== null || choice === null) return [];
  const pass: Action = { type: 'pass' };
  if (phase === 'gathering') {
    return [...(choice === 'in' ? [] : joins), ...(choice === 'light' ? [] : [pass])];
  }
  if (phase !== 'lifting' || pad === null) return [];
  switch (pad.state) {
    case 'ready':
    case 'slipped':
      return [{ type: 'press' }, pass];
    case 'held':
      return mayRelease(pad, hand) ? [{ type: 'release' }, pass] : [pass];
    case 'later':
      return [pass];
    case 'done':
      return [];
  }
}

/** A tap holds by itself; and each hand lets go of what it put down. */
function mayRelease({ order, byAdult }: PadView, hand: Pad['by']): boolean {
  return order === null && byAdult === (hand === 'adult');
}
