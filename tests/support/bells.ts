/**
 * A tiny activity for tests of the live session: everyone's pads are up at once, each seat has a secret, anyone may
 * ring toward somebody, ask, or take back; the adult grants. Over after `rings` rings or at its deadline.
 */
import * as v from 'valibot';
import type {
  Activity,
  Env,
  Fact,
  Input,
  Outcome,
  Seat,
  State,
  Step,
} from '../../activities/_kit/contract.ts';

const seat = v.pipe(v.number(), v.integer(), v.minValue(1));
const action = v.variant('type', [
  v.strictObject({ type: v.literal('ring'), to: v.union([seat, v.picklist(['group', 'adult', 'unknown'])]) }),
  v.strictObject({ type: v.literal('ask') }),
  v.strictObject({ type: v.literal('grant'), request: v.pipe(v.number(), v.integer()) }),
  v.strictObject({ type: v.literal('trip') }),
]);
type Action = v.InferOutput<typeof action>;
const config = v.strictObject({
  rings: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
  seconds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600)),
});
type Config = v.InferOutput<typeof config>;

interface Shared {
  readonly asOf: number;
  readonly rung: number;
  readonly rings: number;
  readonly endsAt: number;
  readonly seats: readonly Seat[];
  readonly away: readonly Seat[];
  readonly requests: number;
  readonly outcome: Outcome | null;
}
interface Own {
  readonly secret: number;
}
type Bells = State<Shared, Own, null>;

export interface BellsView extends Shared {
  readonly secret?: number;
}

export const bells: Activity<Config, Action, Shared, Own, null, Shared, BellsView, Shared> = {
  id: 'bells',
  version: 1,
  seats: { min: 1, max: 60 },
  needs: { tablets: 0 },
  hands: 'all',
  scope: 'either',
  trains: [],
  regime: () => 'together',
  config,
  defaults: { rings: 20, seconds: 60 },
  settings: [],
  deck: [],
  action,
  setup: ({ config: { rings, seconds }, seats }, env) => ({
    state: {
      shared: {
        ...{
          asOf: 0,
          rung: 0,
          rings,
          endsAt: env.now + seconds * 1000,
          requests: 0,
          away: [],
          outcome: null,
        },
        seats: seats.map((place) => place.seat),
      },
      seats: Object.fromEntries(
        seats.map((place) => [String(place.seat), { secret: 100_000 + env.rng.int(900_000) }]),
      ),
      hidden: null,
    },
    facts: [],
  }),
  reduce: (state, input, env) => (state.shared.outcome === null ? reduce(state, input, env) : no('over')),
  timers: ({ shared }) => (shared.outcome === null ? [{ name: 'end', fireAt: shared.endsAt }] : []),
  view: {
    screen: (shared) => shared,
    seat: (shared, own) => (own === null ? shared : { ...shared, secret: own.secret }),
    facilitator: ({ shared }) => shared,
  },
  legal: { seat: () => [{ type: 'ask' }], facilitator: () => [] },
  goal: ({ rung, rings }) => ({ done: Math.min(rung, rings), of: rings }),
  outcome: ({ shared }) => shared.outcome,
  bounds: { silentMs: ({ seconds }) => seconds * 1000, gap: () => null },
};

function reduce(state: Bells, input: Input<Action>, env: Env): Step<Bells> {
  const { shared } = state;
  switch (input.kind) {
    case 'action':
      return act(state, input.by, input.action);
    case 'timer':
      return env.now >= shared.endsAt ? yes(state, { outcome: 'done' }) : no('stale');
    case 'seat':
      return changeSeat(state, input.seat, input.change);
    case 'let_go':
      return no('not_allowed');
    case 'skip':
      return shared.away.includes(input.seat) ? yes(state, {}) : no('not_allowed');
    case 'extend':
      return yes(state, { endsAt: shared.endsAt + input.ms });
    case 'end':
      return yes(state, { outcome: 'ended' });
  }
}

function act(state: Bells, by: Seat | 'adult', deed: Action): Step<Bells> {
  const { shared } = state;
  switch (deed.type) {
    case 'ring': {
      if (by === 'adult') return no('not_allowed');
      const rung = shared.rung + 1;
      const fact: Fact = { fact: 'contribution', seat: by, code: 'ring', toward: deed.to, turn: null };
      return yes(state, { rung, outcome: rung >= shared.rings ? 'done' : null }, [fact]);
    }
    case 'ask': {
      if (by === 'adult') return no('not_allowed');
      const requests = shared.requests + 1;
      return yes(state, { requests }, [{ fact: 'request_made', request: requests, seat: by }]);
    }
    case 'grant': {
      const { request } = deed;
      return yes(state, {}, [{ fact: 'request_closed', request, outcome: 'unserved', turn: null }]);
    }
    case 'trip':
      throw new Error('a fault in the rules');
  }
}

function changeSeat(state: Bells, number: Seat, change: 'joined' | 'left' | 'away' | 'back'): Step<Bells> {
  const { seats, away } = state.shared;
  switch (change) {
    case 'joined':
      return yes(
        { ...state, seats: { ...state.seats, [String(number)]: { secret: 7 } } },
        { seats: [...seats, number] },
      );
    case 'left':
      return yes(state, { seats: seats.filter((other) => other !== number) });
    case 'away':
      return yes(state, { away: [...away, number] });
    case 'back':
      return yes(state, { away: away.filter((other) => other !== number) });
  }
}

function yes(state: Bells, change: Partial<Shared>, facts: readonly Fact[] = []): Step<Bells> {
  return { ok: true, state: { ...state, shared: { ...state.shared, ...change } }, facts };
}

function no(refusal: Extract<Step<Bells>, { ok: false }>['refusal']): Step<Bells> {
  return { ok: false, refusal };
}
