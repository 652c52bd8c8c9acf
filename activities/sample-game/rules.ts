/** sample-game: one turn for each child in seating order. A game to start from; README.md says what to change. */
import * as v from 'valibot';
import type {
  Activity,
  Deed,
  Env,
  Fact,
  Goal,
  Input,
  Outcome,
  Refusal,
  Seat,
  State,
} from '../_kit/contract.ts';
import {
  asOfTurn, claim, endTurn, extendFloor, floorTimers, isDue, offer, refuse, unclaimedMs, whyLeft, whyTimedOut,
  type Floor, type FloorView,
} from '../_kit/floor.ts'; // prettier-ignore

const configSchema = v.strictObject({
  /** Length of a turn, from its claim. */
  turnSeconds: v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(60)),
});
export type Config = v.InferOutput<typeof configSchema>;

const actionSchema = v.variant('type', [
  v.strictObject({ type: v.literal('claim') }),
  v.strictObject({ type: v.literal('done') }),
  v.strictObject({ type: v.literal('pass') }),
]);
export type Action = v.InferOutput<typeof actionSchema>;

interface Place {
  readonly seat: Seat;
  readonly away: boolean;
  /** False where the adult taps for it: then no timer hurries the claim. */
  readonly tablet: boolean;
}

interface Shared {
  readonly asOf: number;
  readonly circle: readonly Place[];
  readonly floor: Floor | null;
  readonly turns: number;
  readonly turnMs: number;
  readonly done: number;
  readonly of: number;
  readonly outcome: Outcome | null;
}

/** Nothing is private to a seat. */
type Own = Readonly<Record<string, never>>;

interface Hidden {
  /** Seats still to come, the next one first. Not shared: the screen says how many, never who. */
  readonly queue: readonly Seat[];
}

type Game = State<Shared, Own, Hidden>;

export interface GroupView {
  readonly asOf: number;
  readonly circle: readonly { readonly seat: Seat; readonly away: boolean }[];
  readonly floor: FloorView | null;
  readonly goal: Goal;
  readonly outcome: Outcome | null;
}
export interface SeatView extends GroupView {
  readonly me: Seat;
}

interface Change {
  readonly game: Game;
  readonly facts: readonly Fact[];
}

type Rules = Activity<Config, Action, Shared, Own, Hidden, GroupView, SeatView, GroupView>;

export const sampleGameRules: Rules = {
  id: 'sample-game',
  version: 1,
  seats: { min: 2, max: 16 },
  needs: { tablets: 0 },
  hands: 'one',
  scope: 'either',
  trains: ['listening'],
  regime: () => 'forced',
  config: configSchema,
  defaults: { turnSeconds: 30 },
  settings: [{ key: 'turnSeconds', kind: 'integer', min: 10, max: 60, step: 10 }],
  deck: [],
  action: actionSchema,

  setup: ({ config, seats }, env) => {
    const { game, facts } = giveOn(
      {
        shared: {
          asOf: 0,
          circle: seats.map(({ seat, tablet }) => ({ seat, away: false, tablet: tablet !== null })),
          floor: null,
          turns: 0,
          turnMs: config.turnSeconds * 1000,
          done: 0,
          of: seats.length,
          outcome: null,
        },
        seats: {},
        hidden: { queue: seats.map(({ seat }) => seat) },
      },
      env,
    );
    return { state: game, facts };
  },
  reduce: (game, input, env) => {
    if (game.shared.outcome !== null) return { ok: false, refusal: 'over' };
    const ruling = rule(game, input, env);
    return typeof ruling === 'string'
      ? { ok: false, refusal: ruling }
      : { ok: true, state: ruling.game, facts: ruling.facts };
  },
  timers: ({ shared }) => floorTimers(shared.floor),
  view: {
    screen: groupView,
    seat: (shared, _own, seat) => ({ ...groupView(shared), me: seat }),
    facilitator: ({ shared }) => groupView(shared),
  },
  legal: {
    seat: (view) => (view.floor?.speaker === view.me ? legalForHolder(view.floor) : []),
    facilitator: ({ floor }) =>
      floor === null
        ? []
        : legalForHolder(floor).map((action): Deed<Action> => ({ by: floor.speaker, action })),
  },
  goal: ({ done, of }) => ({ done, of }),
  outcome: ({ shared }) => shared.outcome,
  bounds: {
    silentMs: (_config, seats) => seats * unclaimedMs,
    gap: (_config, seats) => seats - 1,
  },
};

function rule(game: Game, input: Input<Action>, env: Env): Change | Refusal {
  const { floor } = game.shared;
  switch (input.kind) {
    case 'action':
      return act(game, input, env);
    case 'timer':
      if (floor === null || !isDue(floorTimers(floor), input.name, env.now)) return 'stale';
      return goOn(game, floor, endTurn(floor, whyTimedOut(floor)), env);
    case 'seat':
      return changeSeat(game, input.seat, input.change, env);
    case 'let_go':
      return 'not_allowed';
    case 'skip':
      if (!hasSeat(game, input.seat)) return 'not_seated';
      if (floor?.speaker !== input.seat) return 'not_your_turn';
      return goOn(game, floor, endTurn(floor, 'skipped'), env);
    case 'extend':
      if (!Number.isSafeInteger(input.ms) || input.ms <= 0) return 'not_allowed';
      return {
        game: withShared(game, { floor: floor === null ? null : extendFloor(floor, input.ms) }),
        facts: [],
      };
    case 'end':
      return {
        game: withShared(game, { floor: null, outcome: 'ended' }),
        facts: floor === null ? [] : endTurn(floor, 'interrupted'),
      };
  }
}

function act(game: Game, input: Extract<Input<Action>, { kind: 'action' }>, env: Env): Change | Refusal {
  const { by, action, asOf } = input;
  const { floor, turnMs, done } = game.shared;
  if (by === 'adult' || !hasSeat(game, by)) return 'not_seated';
  if (asOf !== game.shared.asOf) return 'stale';
  const refusal = refuse(floor, by, action.type === 'claim' ? 'offered' : 'claimed');
  if (refusal !== null || floor === null) return refusal ?? 'not_your_turn';
  switch (action.type) {
    case 'claim': {
      const claimed = claim(floor, input, env.now, turnMs);
      const shared = { asOf: asOfTurn(floor.turn, 'claimed'), floor: claimed.floor, done: done + 1 };
      return { game: withShared(game, shared), facts: claimed.facts };
    }
    case 'done':
      return goOn(game, floor, endTurn(floor, 'self', 'group'), env);
    case 'pass':
      return goOn(game, floor, endTurn(floor, 'passed'), env);
  }
}

/** After a turn that ended as `ending` says, the next child is offered the floor. */
function goOn(game: Game, floor: Floor, ending: readonly Fact[], env: Env): Change {
  const free = withShared(game, { asOf: asOfTurn(floor.turn, 'ended'), floor: null });
  const next = giveOn(free, env);
  return { game: next.game, facts: [...ending, ...next.facts] };
}

/** Offers the floor to the next in the queue; with nobody left the game is done. */
function giveOn(game: Game, env: Env): Change {
  const [seat, ...queue] = game.hidden.queue;
  if (seat === undefined) return { game: withShared(game, { outcome: 'done' }), facts: [] };
  const turn = game.shared.turns + 1;
  const byTablet = game.shared.circle.some((place) => place.seat === seat && place.tablet);
  const { floor, facts } = offer(
    {
      turn,
      speaker: seat,
      givenBy: 'rules',
      options: null,
      regime: 'forced',
      bounded: true,
      next: queue[0] ?? null,
      waitMs: byTablet ? unclaimedMs : null,
    },
    env.now,
  );
  const offered = withShared(game, { asOf: asOfTurn(turn, 'offered'), floor, turns: turn });
  return { game: { ...offered, hidden: { queue } }, facts };
}

function changeSeat(
  game: Game,
  seat: Seat,
  change: Extract<Input<Action>, { kind: 'seat' }>['change'],
  env: Env,
): Change | Refusal {
  const { circle, of } = game.shared;
  if (change === 'joined') {
    if (hasSeat(game, seat)) return 'not_allowed';
    const tablet = circle.some((place) => place.tablet);
    return withQueue(withShared(game, { circle: [...circle, { seat, away: false, tablet }], of: of + 1 }), [
      ...game.hidden.queue,
      seat,
    ]);
  }
  if (!hasSeat(game, seat)) return 'not_seated';
  if (change === 'left') return leave(game, seat, env);
  const places = circle.map((place) => (place.seat === seat ? { ...place, away: change === 'away' } : place));
  return { game: withShared(game, { circle: places }), facts: [] };
}

/** A child that had no turn yet takes its part of the goal along. */
function leave(game: Game, seat: Seat, env: Env): Change {
  const { circle, floor, of } = game.shared;
  const holds = floor?.speaker === seat;
  const toCome = game.hidden.queue.includes(seat) || (holds && floor.state === 'offered');
  const without = withQueue(
    withShared(game, { circle: circle.filter((place) => place.seat !== seat), of: of - (toCome ? 1 : 0) }),
    game.hidden.queue.filter((other) => other !== seat),
  );
  return holds ? goOn(without.game, floor, endTurn(floor, whyLeft(floor)), env) : without;
}

/** Another queue, and with it another next child. */
function withQueue(game: Game, queue: readonly Seat[]): Change {
  const { floor } = game.shared;
  const known = floor === null ? null : { ...floor, next: queue[0] ?? null };
  return { game: { ...withShared(game, { floor: known }), hidden: { queue } }, facts: [] };
}

function withShared(game: Game, change: Partial<Shared>): Game {
  return { ...game, shared: { ...game.shared, ...change } };
}

function hasSeat({ shared }: Game, seat: Seat): boolean {
  return shared.circle.some((place) => place.seat === seat);
}

function groupView({ asOf, circle, floor, done, of, outcome }: Shared): GroupView {
  return {
    asOf,
    circle: circle.map(({ seat, away }) => ({ seat, away })),
    floor,
    goal: { done, of },
    outcome,
  };
}

function legalForHolder({ state }: FloorView): Action[] {
  return state === 'offered' ? [{ type: 'claim' }] : [{ type: 'done' }, { type: 'pass' }];
}
