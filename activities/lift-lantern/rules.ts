/**
 * lift-lantern 一起放孔明灯: in each round those who said "I'm in" hold their pads together for three seconds, and a
 * lantern rises; who watches keeps the light. Nobody has a turn. README.md tells the rules in words.
 */
import type { Activity, Env, Fact, Input, Ms, Seat, Setup, Timer } from '../_kit/contract.ts';
import { isDue } from '../_kit/floor.ts';
import {
  counted,
  dealPads,
  holdingSeats,
  lapse,
  letGo,
  lift,
  liftTimers,
  nextWave,
  openWave,
  press,
  release,
} from './rules.lift.ts';
import {
  actionSchema,
  configSchema,
  hasSeat,
  ownOf,
  risingMs,
  withOwn,
  withShared,
  type Action,
  type Change,
  type Config,
  type Hidden,
  type Lantern,
  type Own,
  type Ruling,
  type Shared,
} from './rules.state.ts';
import {
  facilitatorView,
  groupView,
  legalForFacilitator,
  legalForSeat,
  seatView,
  type FacilitatorView,
  type GroupView,
  type SeatView,
} from './rules.views.ts';

export type { Action, Config } from './rules.state.ts';
export type { FacilitatorView, GroupView, PadView, SeatView } from './rules.views.ts';

export const liftLantern: Activity<
  Config,
  Action,
  Shared,
  Own,
  Hidden,
  GroupView,
  SeatView,
  FacilitatorView
> = {
  id: 'lift-lantern',
  version: 1,
  seats: { min: 2, max: 16 },
  needs: { tablets: 1 },
  hands: 'all',
  scope: 'group',
  trains: ['together', 'waiting', 'joining'],
  regime: () => 'together',
  config: configSchema,
  defaults: { rounds: 3, joinSeconds: 20, liftSeconds: 45 },
  settings: [
    { key: 'rounds', kind: 'integer', min: 1, max: 6, step: 1 },
    { key: 'joinSeconds', kind: 'integer', min: 5, max: 30, step: 5 },
    { key: 'liftSeconds', kind: 'integer', min: 10, max: 90, step: 5 },
  ],
  deck: [],
  action: actionSchema,
  setup,
  reduce: (game, input, env) => {
    if (game.shared.outcome !== null) return { ok: false, refusal: 'over' };
    const ruling = rule(game, input, env);
    if (typeof ruling === 'string') return { ok: false, refusal: ruling };
    return { ok: true, state: ruling.game, facts: ruling.facts };
  },
  timers,
  holding: holdingSeats,
  view: { screen: groupView, seat: seatView, facilitator: facilitatorView },
  legal: { seat: legalForSeat, facilitator: legalForFacilitator },
  goal: ({ lifted, rounds }) => ({ done: lifted, of: rounds }),
  outcome: ({ shared }) => shared.outcome,
  bounds: {
    // Where nobody says "I'm in" there is nothing to lift.
    silentMs: ({ rounds, joinSeconds }) => rounds * joinSeconds * 1000,
    // Everybody acts at once: there are no turns.
    gap: () => null,
  },
};

const nobodyHolds = { joined: 0, wave: 0, waves: 1, needed: 0, holding: 0, together: null } as const;

function setup({ config, seats }: Setup<Config>, env: Env): ReturnType<typeof liftLantern.setup> {
  const start: Lantern = {
    shared: {
      asOf: 0,
      phase: 'gathering',
      since: env.now,
      deadline: env.now,
      round: 0,
      rounds: config.rounds,
      joinMs: config.joinSeconds * 1000,
      liftMs: config.liftSeconds * 1000,
      circle: seats.map(({ seat }) => ({ seat, away: false })),
      ...nobodyHolds,
      lifted: 0,
      outcome: null,
    },
    seats: {},
    hidden: {
      joined: [],
      kept: [],
      tablets: Object.fromEntries(
        seats.flatMap(({ seat, tablet }) => (tablet === null ? [] : [[String(seat), tablet]])),
      ),
      fingers: {},
    },
  };
  return { state: gather(start, env.now), facts: [] };
}

function timers(game: Lantern): readonly Timer[] {
  const { phase, round, deadline, outcome } = game.shared;
  if (outcome !== null) return [];
  return phase === 'lifting' ? liftTimers(game) : [{ name: `${phase}-${round}`, fireAt: deadline }];
}

function rule(game: Lantern, input: Input<Action>, env: Env): Ruling {
  const { now } = env;
  switch (input.kind) {
    case 'action':
      return act(lapse(game, now), input, now);
    case 'timer':
      return isDue(timers(game), input.name, now) ? timeOut(game, input.name, now) : 'stale';
    case 'seat':
      return changeSeat(game, input.seat, input.change, now);
    case 'let_go':
      if (!holdingSeats(game).includes(input.seat)) return 'not_allowed';
      return plain(letGo(game, input.seat, now));
    case 'skip':
      return skip(game, input.seat, now);
    case 'extend':
      if (!Number.isSafeInteger(input.ms) || input.ms <= 0) return 'not_allowed';
      return plain(withShared(game, { deadline: game.shared.deadline + input.ms }));
    case 'end':
      return plain(over(game, 'ended'));
  }
}

function act(game: Lantern, input: Extract<Input<Action>, { kind: 'action' }>, now: Ms): Ruling {
  const { by, via, action, asOf } = input;
  if (by === 'adult') return 'not_allowed';
  if (!hasSeat(game, by)) return 'not_seated';
  const { pad } = ownOf(game, by);
  if (action.type === 'release') {
    // A finger has left whatever it was on: that is so in any phase.
    const mayRelease = pad?.state === 'held' && pad.order === null && pad.by === via;
    if (mayRelease) return { game: release(game, by, now), facts: [steering(by)] };
    return asOf === game.shared.asOf ? 'not_allowed' : 'stale';
  }
  if (asOf !== game.shared.asOf) return 'stale';
  switch (action.type) {
    case 'join':
      return join(game, by, action.fingers, via === 'tablet' ? (input.tablet ?? null) : null, now);
    case 'pass':
      return pass(game, by, now);
    case 'press':
      if (pad?.state === 'later') return 'not_your_turn';
      if (pad?.state !== 'ready' && pad?.state !== 'slipped') return 'not_allowed';
      return { game: press(game, by, via, now), facts: [steering(by)] };
  }
}

/** @param tablet that it was tapped on; null leaves what is known. */
function join(game: Lantern, seat: Seat, fingers: number, tablet: number | null, now: Ms): Ruling {
  if (game.shared.phase !== 'gathering' || ownOf(game, seat).choice === 'in') return 'not_allowed';
  const { hidden } = game;
  const known: Hidden = {
    ...hidden,
    joined: [...new Set([...hidden.joined, seat])],
    ...(tablet === null
      ? {}
      : {
          tablets: { ...hidden.tablets, [String(seat)]: tablet },
          fingers: { ...hidden.fingers, [String(tablet)]: fingers },
        }),
  };
  const said = saidBefore(hidden.joined, seat, 'joined');
  return onceAllSaid(withOwn({ ...game, hidden: known }, seat, { choice: 'in' }), [said], now);
}

function pass(game: Lantern, seat: Seat, now: Ms): Ruling {
  if (!mayPass(game, seat)) return 'not_allowed';
  const { hidden } = game;
  const known: Hidden = { ...hidden, kept: [...new Set([...hidden.kept, seat])] };
  const said = saidBefore(hidden.kept, seat, 'keeps_light');
  return keepLight({ ...game, hidden: known }, seat, [said], now);
}

/** Whoever has not lifted in this round may keep the light instead. */
function mayPass(game: Lantern, seat: Seat): boolean {
  const { choice, pad } = ownOf(game, seat);
  if (game.shared.phase === 'gathering') return choice !== 'light';
  return game.shared.phase === 'lifting' && pad !== null && pad.state !== 'done';
}

function saidBefore(before: readonly Seat[], seat: Seat, code: 'joined' | 'keeps_light'): Fact {
  if (before.includes(seat)) return steering(seat);
  return { fact: 'contribution', seat, code, toward: 'group', turn: null };
}

function steering(seat: Seat): Fact {
  return { fact: 'steering', seat };
}

/** The child watches for the rest of the round; nobody waits for it. */
function keepLight(game: Lantern, seat: Seat, facts: readonly Fact[], now: Ms): Change {
  const kept = withOwn(game, seat, { choice: 'light', pad: null });
  return game.shared.phase === 'gathering' ? onceAllSaid(kept, facts, now) : goOn(kept, facts, now);
}

/** The lift begins once everyone here has said something, and somebody is in. */
function onceAllSaid(game: Lantern, facts: readonly Fact[], now: Ms): Change {
  const { circle } = game.shared;
  const joined = circle.filter(({ seat }) => ownOf(game, seat).choice === 'in').length;
  const next = withShared(game, { joined });
  const here = circle.filter(({ away }) => !away).map(({ seat }) => ownOf(game, seat).choice);
  const ready = here.includes('in') && !here.includes('open');
  return { game: ready ? beginLift(next, now) : next, facts };
}

function timeOut(game: Lantern, name: string, now: Ms): Change {
  const { phase } = game.shared;
  if (phase === 'gathering') return plain(beginLift(game, now));
  if (phase === 'rising') return plain(nextRound(game, now));
  if (name.startsWith('gap-')) return goOn(lapse(game, now), [], now);
  if (name.startsWith('time-')) return plain(nextRound(game, now));
  const lifted = lift(game);
  return goOn(lifted.game, lifted.facts, now);
}

/** After a change of pads: where nobody of this part is left to lift, the next part opens, or the lantern rises. */
function goOn(game: Lantern, facts: readonly Fact[], now: Ms): Change {
  const next = counted(game, now);
  const { circle } = next.shared;
  const joined = circle.filter(({ seat }) => ownOf(next, seat).choice === 'in').length;
  const known = withShared(next, { joined });
  if (known.shared.phase !== 'lifting' || known.shared.needed > 0) return { game: known, facts };
  const wave = nextWave(known);
  if (wave !== null) return { game: openWave(known, wave, now), facts };
  const lifted = circle.some(({ seat }) => ownOf(known, seat).pad?.state === 'done');
  return { game: lifted ? rise(known, now) : nextRound(known, now), facts };
}

/** Asks who is in, for the round after the present one. */
function gather(game: Lantern, now: Ms): Lantern {
  const { asOf, round, joinMs, circle } = game.shared;
  return {
    shared: {
      ...game.shared,
      asOf: asOf + 1,
      phase: 'gathering',
      since: now,
      deadline: now + joinMs,
      round: round + 1,
      ...nobodyHolds,
    },
    seats: Object.fromEntries(
      circle.map(({ seat }): [string, Own] => [String(seat), { choice: 'open', pad: null }]),
    ),
    hidden: { ...game.hidden, joined: [], kept: [] },
  };
}

/** Whoever is in and here lifts; everyone else keeps the light. With nobody in the round is over. */
function beginLift(game: Lantern, now: Ms): Lantern {
  const { circle } = game.shared;
  const lifters = circle.flatMap(({ seat, away }) =>
    !away && ownOf(game, seat).choice === 'in' ? [seat] : [],
  );
  if (lifters.length === 0) return nextRound(game, now);
  const said = circle
    .filter(({ seat }) => !lifters.includes(seat))
    .reduce((next, { seat }) => withOwn(next, seat, { choice: 'light' }), game);
  return openWave(dealPads(withShared(said, { joined: lifters.length }), lifters), 0, now);
}

function rise(game: Lantern, now: Ms): Lantern {
  const { asOf, lifted } = game.shared;
  return withShared(game, {
    asOf: asOf + 1,
    phase: 'rising',
    since: now,
    deadline: now + risingMs,
    lifted: lifted + 1,
  });
}

function nextRound(game: Lantern, now: Ms): Lantern {
  const { round, rounds } = game.shared;
  return round < rounds ? gather(game, now) : over(game, 'done');
}

function over(game: Lantern, outcome: 'done' | 'ended'): Lantern {
  return withShared(game, { asOf: game.shared.asOf + 1, outcome, together: null, needed: 0, holding: 0 });
}

function skip(game: Lantern, seat: Seat, now: Ms): Ruling {
  if (!hasSeat(game, seat)) return 'not_seated';
  const waitedFor =
    game.shared.phase === 'gathering' ? ownOf(game, seat).choice === 'open' : mayPass(game, seat);
  return waitedFor ? keepLight(game, seat, [], now) : 'not_your_turn';
}

function changeSeat(
  game: Lantern,
  seat: Seat,
  change: Extract<Input<Action>, { kind: 'seat' }>['change'],
  now: Ms,
): Ruling {
  const { circle, phase } = game.shared;
  if (change === 'joined') {
    if (hasSeat(game, seat)) return 'not_allowed';
    const choice = phase === 'gathering' ? 'open' : 'light';
    const seated = withShared(game, { circle: [...circle, { seat, away: false }] });
    return plain(withOwn(seated, seat, { choice, pad: null }));
  }
  if (!hasSeat(game, seat)) return 'not_seated';
  if (change === 'left') return settled(withoutSeat(game, seat), now);
  const away = change === 'away';
  const told = withShared(game, {
    circle: circle.map((place) => (place.seat === seat ? { ...place, away } : place)),
  });
  // A silent tablet holds nothing, and nobody waits for it.
  if (away && mayPass(game, seat) && phase === 'lifting') return keepLight(told, seat, [], now);
  return settled(told, now);
}

function withoutSeat(game: Lantern, seat: Seat): Lantern {
  const { [String(seat)]: _own, ...seats } = game.seats;
  const circle = game.shared.circle.filter((place) => place.seat !== seat);
  return { ...withShared(game, { circle }), seats };
}

function settled(game: Lantern, now: Ms): Change {
  return game.shared.phase === 'gathering' ? onceAllSaid(game, [], now) : goOn(game, [], now);
}

function plain(game: Lantern): Change {
  return { game, facts: [] };
}
