/** 你说我走: guides know a secret map, the walker has the arrows, and together they come to the treasure. */
import type { Activity, Env, Fact, Input, Ms, Refusal, Seat, Setup, Step, Timer } from '../_kit/contract.ts';
import { extendFloor, floorTimers, isDue, refuse, whyLeft, whyTimedOut } from '../_kit/floor.ts';
import { cellBeside, groundAt, isOpen, trailTo } from './rules.map.ts';
import { placeOf } from './rules.roles.ts';
import {
  actionSchema,
  configSchema,
  mapSizes,
  revealMs,
  withHidden,
  withShared,
  type Action,
  type Change,
  type Config,
  type Hidden,
  type Own,
  type Place,
  type Shared,
  type Walk,
} from './rules.state.ts';
import {
  closeTurn,
  finish,
  goOnAfter,
  goOnAfterShow,
  nextLeg,
  openTurn,
  partnerOf,
  settle,
  show,
  timeUp,
} from './rules.turns.ts';
import {
  facilitatorView,
  goalOf,
  groupView,
  legalForFacilitator,
  legalForSeat,
  seatView,
  type FacilitatorView,
  type GroupView,
  type SeatView,
} from './rules.views.ts';

export type { Way } from './rules.map.ts';
export type { Action, Config, Field } from './rules.state.ts';
export type { FacilitatorView, GroupView, SeatView } from './rules.views.ts';

type ActInput = Extract<Input<Action>, { readonly kind: 'action' }>;
type SeatInput = Extract<Input<Action>, { readonly kind: 'seat' }>;

export const guideAndWalker: Activity<
  Config,
  Action,
  Shared,
  Own,
  Hidden,
  GroupView,
  SeatView,
  FacilitatorView
> = {
  id: 'guide-and-walker',
  version: 1,
  seats: { min: 2, max: 16 },
  // The map is for a child's eyes alone: without a tablet there is nowhere to show it.
  needs: { tablets: 1 },
  hands: 'one',
  scope: 'group',
  trains: ['speaking', 'listening', 'perspective', 'waiting'],
  regime: () => 'forced',
  config: configSchema,
  defaults: { map: 'small', rounds: 1, lookSeconds: 25, walkSeconds: 60, minutes: 12 },
  settings: [
    { key: 'map', kind: 'choice', options: ['small', 'medium'] },
    { key: 'rounds', kind: 'integer', min: 1, max: 2, step: 1 },
    { key: 'lookSeconds', kind: 'integer', min: 10, max: 60, step: 5 },
    { key: 'walkSeconds', kind: 'integer', min: 30, max: 120, step: 15 },
    { key: 'minutes', kind: 'integer', min: 3, max: 20, step: 1 },
  ],
  deck: [],
  action: actionSchema,
  setup,
  reduce: (walk, input, env) => {
    if (walk.shared.outcome !== null) return { ok: false, refusal: 'over' };
    return step(rule({ walk, facts: [] }, input, env));
  },
  timers,
  view: { screen: groupView, seat: seatView, facilitator: facilitatorView },
  legal: { seat: legalForSeat, facilitator: legalForFacilitator },
  secrets: ({ shared, seats, hidden }) =>
    shared.reveal === null
      ? hidden.rows.map((word) => ({ word, knownTo: shared.guides.filter((seat) => seats[String(seat)]?.rows.includes(word)) })) // prettier-ignore
      : [],
  goal: goalOf,
  outcome: ({ shared }) => shared.outcome,
  bounds: {
    silentMs: (config) => config.minutes * 60_000 + revealMs,
    // A leg has at most two guides' turns and one walker's. Who has no tablet only walks: from one walk to the next
    // come all other legs, and the guides of its own.
    gap: (_config, seats) => 3 * seats - 1,
  },
};

function setup({ config, seats }: Setup<Config>, env: Env): ReturnType<typeof guideAndWalker.setup> {
  const shared: Shared = {
    asOf: 0,
    circle: seats.map(({ seat, tablet }) => ({ seat, away: false, tablet })),
    variant: 'hand_over',
    floor: null,
    role: null,
    turns: 0,
    walker: null,
    guide: null,
    guides: [],
    field: null,
    reveal: null,
    closing: null,
    round: 1,
    rounds: config.rounds,
    size: mapSizes[config.map],
    lookMs: config.lookSeconds * 1000,
    walkMs: config.walkSeconds * 1000,
    endsAt: env.now + config.minutes * 60_000,
    legs: 0,
    ahead: 0,
    done: 0,
    outcome: null,
  };
  const hidden: Hidden = { rows: [], pending: seats.map(({ seat }) => seat), asked: [] };
  const { walk, facts } = settle(nextLeg({ walk: { shared, seats: {}, hidden }, facts: [] }, env));
  return { state: walk, facts };
}

function step(ruling: Change | Refusal): Step<Walk> {
  if (typeof ruling === 'string') return { ok: false, refusal: ruling };
  const { walk, facts } = settle(ruling);
  return { ok: true, state: walk, facts };
}

function rule(change: Change, input: Input<Action>, env: Env): Change | Refusal {
  switch (input.kind) {
    case 'action':
      return act(change, input, env);
    case 'timer':
      return isDue(timers(change.walk), input.name, env.now) ? timeOut(change, input.name, env) : 'stale';
    case 'seat':
      return changeSeat(change, input, env);
    case 'let_go':
      return 'not_allowed';
    case 'skip':
      return skip(change, input.seat, env);
    case 'extend':
      return extend(change, input.ms);
    case 'end':
      return finish(change, 'ended', env.now);
  }
}

function act(change: Change, input: ActInput, env: Env): Change | Refusal {
  const { by, via, action } = input;
  const { shared } = change.walk;
  if (by === 'adult') return 'not_allowed';
  if (placeOf(shared.circle, by) === undefined) return 'not_seated';
  if (input.asOf !== shared.asOf) return 'stale';
  const here = seenAt(change, by, input.tablet);
  if (action.type === 'peek') return via === 'adult' ? 'not_allowed' : peek(here, by);
  const refusal = refuse(shared.floor, by, action.type === 'claim' ? 'offered' : 'claimed');
  if (refusal !== null) return refusal;
  const { role } = shared;
  switch (action.type) {
    case 'claim':
      return openTurn(here, input, env.now);
    case 'done':
      return role === 'guide' ? goOnAfter(closeTurn(here, 'self'), role, env) : 'not_allowed';
    case 'step':
      return role === 'walker' ? walkOn(here, by, action, env) : 'not_allowed';
    case 'pass':
      return goOnAfter(closeTurn(here, 'passed'), role, env);
  }
}

/** A tap tells at which tablet its child sits: late children are known from then on, and those who moved. */
function seenAt(change: Change, seat: Seat, tablet: number | undefined): Change {
  if (tablet === undefined || placeOf(change.walk.shared.circle, seat)?.tablet === tablet) return change;
  return withPlace(change, seat, { tablet });
}

function peek(change: Change, by: Seat): Change | Refusal {
  const { guides, floor } = change.walk.shared;
  if (!guides.includes(by) || floor === null) return refuse(floor, by, 'claimed') ?? 'not_allowed';
  return withShared(change, {}, [contribution(by, 'peek', 'unknown', floor.turn)]);
}

/** One step. Something in the way costs nothing: everybody sees that it does not go on there. */
function walkOn(
  change: Change,
  by: Seat,
  action: Extract<Action, { readonly type: 'step' }>,
  env: Env,
): Change | Refusal {
  const { field, floor, size, done } = change.walk.shared;
  if (field === null || floor === null) return 'not_allowed';
  if (action.step !== field.step) return 'stale';
  const cell = cellBeside(size, field.at, action.way);
  if (!isOpen(field.closed, cell)) return 'not_offered';
  const facts = [contribution(by, 'step', partnerOf(change.walk.shared), floor.turn)];
  const ground = groundAt(change.walk.hidden.rows, size, cell);
  if (ground === 'closed') {
    const met = { ...field, closed: [...field.closed, cell], met: cell, step: field.step + 1 };
    return withShared(change, { field: met }, facts);
  }
  const trail = trailTo(field.trail, cell);
  const moved = { ...field, at: cell, trail, met: null, step: field.step + 1 };
  const walked = withShared(change, { field: moved }, facts);
  if (ground === 'free') return walked;
  const found = withShared(closeTurn(walked, 'self'), { done: done + 1 });
  return show(found, true, null, env.now);
}

function contribution(
  seat: Seat,
  code: 'peek' | 'step',
  toward: Extract<Fact, { readonly fact: 'contribution' }>['toward'],
  turn: number,
): Fact {
  return { fact: 'contribution', seat, code, toward, turn };
}

function timeOut(change: Change, name: string, env: Env): Change {
  const { floor, role } = change.walk.shared;
  if (name === showTimer) return goOnAfterShow(change, env);
  if (name === groupTimer || floor === null) return timeUp(change, env.now);
  return goOnAfter(closeTurn(change, whyTimedOut(floor)), role, env);
}

function skip(change: Change, seat: Seat, env: Env): Change | Refusal {
  const { circle, floor, role } = change.walk.shared;
  if (placeOf(circle, seat) === undefined) return 'not_seated';
  if (floor?.speaker !== seat) return 'not_your_turn';
  return goOnAfter(closeTurn(change, 'skipped'), role, env);
}

function changeSeat(change: Change, { seat, change: how }: SeatInput, env: Env): Change | Refusal {
  const known = placeOf(change.walk.shared.circle, seat) !== undefined;
  if (how === 'joined') return known ? 'not_allowed' : join(change, seat, env);
  if (!known) return 'not_seated';
  if (how === 'left') return leave(change, seat, env);
  return withPlace(change, seat, { away: how === 'away' });
}

/** A late child sits down at the end and walks in this round too, if there still is a leg to come. */
function join(change: Change, seat: Seat, env: Env): Change {
  const { circle, floor, reveal, closing } = change.walk.shared;
  // Where the whole group plays without a tablet, so will a late child.
  const tablet = circle.every((place) => place.tablet === null) && circle.length > 0 ? null : 'unknown';
  const wider = withShared(change, { circle: [...circle, { seat, away: false, tablet }] });
  if (closing !== null) return wider;
  const seated = withHidden(wider, { pending: [...change.walk.hidden.pending, seat] });
  return floor === null && reveal === null ? nextLeg(seated, env) : seated;
}

/** Where the walker leaves, its leg is over, whoever has the floor; where its guide leaves, the next is asked. */
function leave(change: Change, seat: Seat, env: Env): Change {
  const { floor, role, walker } = change.walk.shared;
  if (floor?.speaker === seat) {
    return goOnAfter(without(closeTurn(change, whyLeft(floor)), seat), role, env);
  }
  if (walker === seat && floor !== null) {
    return nextLeg(without(closeTurn(change, 'interrupted'), seat), env);
  }
  return without(change, seat);
}

function without(change: Change, seat: Seat): Change {
  const { shared, hidden } = change.walk;
  const circle = shared.circle.filter((place) => place.seat !== seat);
  const pending = hidden.pending.filter((other) => other !== seat);
  const guide = shared.guide === seat ? null : shared.guide;
  const walker = shared.walker === seat ? null : shared.walker;
  return withShared(withHidden(change, { pending }), { circle, guide, walker });
}

function withPlace(change: Change, seat: Seat, place: Partial<Place>): Change {
  const circle = change.walk.shared.circle.map((other) =>
    other.seat === seat ? { ...other, ...place } : other,
  );
  return withShared(change, { circle });
}

function extend(change: Change, ms: Ms): Change | Refusal {
  if (!Number.isSafeInteger(ms) || ms <= 0) return 'not_allowed';
  const { floor, endsAt, reveal } = change.walk.shared;
  return withShared(change, {
    endsAt: endsAt + ms,
    floor: floor === null ? null : extendFloor(floor, ms),
    reveal: reveal === null || reveal.until === null ? reveal : { ...reveal, until: reveal.until + ms },
  });
}

/** The group's own time, and the map's while it is open for all; the floor's timers are named by turn. */
const groupTimer = 'time';
const showTimer = 'show';

function timers({ shared }: Walk): readonly Timer[] {
  if (shared.outcome !== null) return [];
  const until = shared.reveal?.until ?? null;
  return [
    ...(shared.closing === null ? [{ name: groupTimer, fireAt: shared.endsAt }] : []),
    ...floorTimers(shared.floor),
    ...(until === null ? [] : [{ name: showTimer, fireAt: until }]),
  ];
}
