/**
 * The benchmark's activity: everyone taps at once, as often as they like; each tap carries sixty bytes, is a contribution
 * on the record, and moves a counter that every device of the room shows. It holds the laws like any other.
 */
import * as v from 'valibot';
import type { Activity, Outcome, Seat, State, Step } from '../activities/_kit/contract.ts';

/** Bytes of a tap's mark. */
export const markBytes = 60;

const action = v.strictObject({
  type: v.literal('tap'),
  mark: v.pipe(v.string(), v.regex(/^[\x20-\x7e]*$/), v.length(markBytes)),
});
type Action = v.InferOutput<typeof action>;

const whole = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max));
const config = v.strictObject({ of: whole(1_000_000_000), minutes: whole(600) });
type Config = v.InferOutput<typeof config>;

interface Shared {
  readonly asOf: number;
  readonly taps: number;
  readonly of: number;
  readonly endsAt: number;
  readonly seats: readonly Seat[];
  readonly outcome: Outcome | null;
}
/** What every device shows. */
export interface TapsView {
  readonly asOf: number;
  readonly taps: number;
}
interface PadView {
  readonly asOf: number;
  readonly over: boolean;
}
type Taps = State<Shared, Record<string, never>, null>;

export const taps: Activity<
  Config,
  Action,
  Shared,
  Record<string, never>,
  null,
  TapsView,
  PadView,
  TapsView
> = {
  id: 'taps',
  version: 1,
  seats: { min: 1, max: 60 },
  needs: { tablets: 0 },
  hands: 'all',
  scope: 'class',
  trains: [],
  regime: () => 'together',
  config,
  defaults: { of: 1_000_000_000, minutes: 600 },
  settings: [],
  deck: [],
  action,
  setup: ({ config: { of, minutes }, seats }, env) => ({
    state: {
      shared: {
        asOf: 0,
        taps: 0,
        of,
        endsAt: env.now + minutes * 60_000,
        seats: seats.map(({ seat }) => seat),
        outcome: null,
      },
      seats: {},
      hidden: null,
    },
    facts: [],
  }),
  reduce: (state, input, env) => {
    const { shared } = state;
    if (shared.outcome !== null) return no('over');
    switch (input.kind) {
      case 'action':
        if (input.asOf !== shared.asOf) return no('stale');
        return input.by === 'adult' ? no('not_allowed') : tap(state, input.by);
      case 'timer':
        return env.now >= shared.endsAt ? yes(state, over(shared, 'done')) : no('stale');
      case 'seat':
        return comeOrGo(state, input.seat, input.change);
      case 'extend':
        return Number.isInteger(input.ms) && input.ms > 0
          ? yes(state, { endsAt: shared.endsAt + input.ms })
          : no('not_allowed');
      case 'end':
        return yes(state, over(shared, 'ended'));
      case 'skip':
      case 'let_go':
        return no('not_allowed');
    }
  },
  timers: ({ shared }) => (shared.outcome === null ? [{ name: 'end', fireAt: shared.endsAt }] : []),
  view: {
    screen: viewOf,
    seat: ({ asOf, outcome }) => ({ asOf, over: outcome !== null }),
    facilitator: ({ shared }) => viewOf(shared),
  },
  legal: {
    seat: ({ over: isOver }) => (isOver ? [] : [{ type: 'tap', mark: '.'.repeat(markBytes) }]),
    facilitator: () => [],
  },
  goal: ({ taps: done, of }) => ({ done: Math.min(done, of), of }),
  outcome: ({ shared }) => shared.outcome,
  bounds: { silentMs: ({ minutes }) => minutes * 60_000, gap: () => null },
};

function viewOf({ asOf, taps: count }: Shared): TapsView {
  return { asOf, taps: count };
}

function tap(state: Taps, seat: Seat): Step<Taps> {
  const { shared } = state;
  if (!shared.seats.includes(seat)) return no('not_seated');
  const count = shared.taps + 1;
  const change = count >= shared.of ? { ...over(shared, 'done'), taps: count } : { taps: count };
  const next = yes(state, change);
  return { ...next, facts: [{ fact: 'contribution', seat, code: 'tap', toward: 'group', turn: null }] };
}

function comeOrGo(state: Taps, seat: Seat, change: 'joined' | 'left' | 'away' | 'back'): Step<Taps> {
  const { seats } = state.shared;
  if (change === 'joined')
    return seats.includes(seat) ? no('not_allowed') : yes(state, { seats: [...seats, seat] });
  if (!seats.includes(seat)) return no('not_seated');
  return yes(state, change === 'left' ? { seats: seats.filter((other) => other !== seat) } : {});
}

/** What was tapped as of before is too late. */
function over({ asOf }: Shared, outcome: Outcome): Partial<Shared> {
  return { outcome, asOf: asOf + 1 };
}

function yes(state: Taps, change: Partial<Shared>): Extract<Step<Taps>, { ok: true }> {
  return { ok: true, state: { ...state, shared: { ...state.shared, ...change } }, facts: [] };
}

function no(refusal: Extract<Step<Taps>, { ok: false }>['refusal']): Step<Taps> {
  return { ok: false, refusal };
}
