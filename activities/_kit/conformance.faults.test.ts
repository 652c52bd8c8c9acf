/** Plants one fault for each law and shows that the law named for it finds it. */
import { describe, expect, test } from 'vitest';
import { guideAndWalker } from '../guide-and-walker/rules.ts';
import { nameBall } from '../name-ball/rules.ts';
import { laws, type LawNumber } from './conformance/laws.ts';
import type { AnyActivity, Outcome, Step, View } from './contract.ts';
import type { FloorView } from './floor.ts';
import type { AnyAction, AnyInput, AnyState } from './replay.ts';

const sound: AnyActivity = nameBall;

/** What the faults look at in a ball game. */
interface Ball extends AnyState {
  readonly shared: AnyState['shared'] & {
    readonly floor: FloorView | null;
    readonly golden: boolean;
    readonly endsAt: number;
    readonly outcome: Outcome | null;
  };
  readonly hidden: { readonly tallies: Readonly<Record<string, { readonly balls: number }>> };
}

type Reduce = (state: Ball, input: AnyInput, env: Parameters<AnyActivity['reduce']>[2]) => Step<AnyState>;

function reducing(reduce: Reduce): AnyActivity {
  return { ...sound, reduce };
}

const reduce: Reduce = (state, input, env) => sound.reduce(state, input, env);

const legal = (view: unknown): readonly AnyAction[] => sound.legal.seat(view) as readonly AnyAction[];
const screen = (shared: unknown): View => sound.view.screen(shared) as View;

interface Fault {
  /** What is wrong, as a sentence that goes on from "finds". */
  readonly what: string;
  readonly plant: () => AnyActivity;
  /** What the law says about it. */
  readonly says: RegExp;
}

const faults: Readonly<Record<LawNumber, Fault>> = {
  C1: {
    what: 'rules that count games beside the state',
    plant: () => {
      let games = 0;
      return {
        ...sound,
        setup: (setup, env) => {
          const start = sound.setup(setup, env);
          games += 1;
          return { ...start, state: { ...start.state, hidden: { ...(start.state as Ball).hidden, games } } };
        },
      };
    },
    says: /ends in another state/,
  },
  C2: {
    what: 'rules that take an act of yesterday for one of today',
    plant: () =>
      reducing((state, input, env) =>
        reduce(state, input.kind === 'action' ? { ...input, asOf: state.shared.asOf } : input, env),
      ),
    says: /accepted what is stale/,
  },
  C3: {
    what: 'a game that nobody and nothing can carry on',
    plant: () => ({
      ...sound,
      timers: () => [],
      legal: { seat: (view) => (isGolden(view) ? [] : legal(view)), facilitator: () => [] },
    }),
    says: /no timer is pending and nobody can act/,
  },
  C4: {
    what: 'a button that the rules refuse',
    plant: () => ({
      ...sound,
      legal: { ...sound.legal, seat: (view) => [...legal(view), { type: 'close' }] },
    }),
    says: /a legal act is refused/,
  },
  C5: {
    what: 'a screen that tells how often the ball has moved, learnt from what is hidden',
    plant: () => {
      let learnt = 0;
      const learn = (state: Ball): void => {
        learnt = Object.values(state.hidden.tallies).reduce((sum, { balls }) => sum + balls, 0) % 2;
      };
      return {
        ...reducing((state, input, env) => {
          const step = reduce(state, input, env);
          if (step.ok) learn(step.state as Ball);
          return step;
        }),
        view: { ...sound.view, screen: (shared) => ({ ...screen(shared), learnt }) },
      };
    },
    says: /the view of the screen changes with what is hidden/,
  },
  C6: {
    what: 'rules that look at the clock on the wall',
    plant: () =>
      reducing((state, input, env) => {
        Date.now();
        return reduce(state, input, env);
      }),
    says: /reached for Date/,
  },
  C7: {
    what: 'a claim that stands in no record',
    plant: () =>
      reducing((state, input, env) => {
        const step = reduce(state, input, env);
        return step.ok ? { ...step, facts: step.facts.filter(({ fact }) => fact !== 'turn_claimed') } : step;
      }),
    says: /left no fact|hence not/,
  },
  C8: {
    what: 'a game that gives itself another minute whenever its time is up',
    plant: () =>
      reducing((state, input, env) =>
        input.kind === 'timer' && input.name === 'time' && env.now >= state.shared.endsAt
          ? reduce(state, { kind: 'extend', ms: 60_000 }, env)
          : reduce(state, input, env),
      ),
    says: /silence took|the outcome does not come/,
  },
  C9: {
    what: 'a screen that shows the whole deck while a card lies hidden',
    plant: () => {
      const deck = ['card-of-today', 'card-of-tomorrow'];
      return {
        ...sound,
        deck,
        setup: (setup, env) => {
          const start = sound.setup(setup, env);
          return {
            ...start,
            state: { ...start.state, hidden: { ...(start.state as Ball).hidden, card: deck[1] } },
          };
        },
        view: { ...sound.view, screen: (shared) => ({ ...screen(shared), deck }) },
      };
    },
    says: /the view of the screen shows the card card-of-tomorrow/,
  },
  C10: {
    what: 'a golden ball that may not be passed on',
    plant: () => ({
      ...sound,
      legal: {
        ...sound.legal,
        seat: (view) => legal(view).filter(({ type }) => !isGolden(view) || type !== 'pass'),
      },
    }),
    says: /may not pass/,
  },
  C11: {
    what: 'a ball that forgets whom it has reached',
    plant: () =>
      reducing((state, input, env) => {
        const step = reduce(state, input, env);
        return step.ok ? { ...step, state: { ...step.state, hidden: state.hidden } } : step;
      }),
    says: /waits for more than/,
  },
  C12: {
    what: 'a circle that lets nobody in while a child has the ball',
    plant: () =>
      reducing((state, input, env) =>
        input.kind === 'seat' && input.change === 'joined' && state.shared.floor?.state === 'claimed'
          ? { ok: false, refusal: 'not_allowed' }
          : reduce(state, input, env),
      ),
    says: /refused as not_allowed/,
  },
  C13: {
    what: 'a ball that stays in hand though the tablet in hand has fallen silent',
    plant: () => ({
      ...reducing((state, input, env) =>
        input.kind === 'let_go' && holders(state).includes(input.seat)
          ? { ok: true, state, facts: [] }
          : reduce(state, input, env),
      ),
      holding: (state: Ball) => holders(state),
    }),
    says: /still holds after/,
  },
};

/** The seat that has claimed the ball, alone in its list. */
function holders({ shared: { floor, outcome } }: Ball): readonly number[] {
  if (outcome !== null || floor?.state !== 'claimed' || floor.speaker === 'adult') return [];
  return [floor.speaker];
}

function isGolden(view: unknown): boolean {
  return (view as Ball['shared']).golden;
}

/** Enough games for every fault; which games they are changes from run to run, and a failure prints its seed. */
const effort = { runs: 60, endOnFailure: true };

describe('each law finds the fault planted for it', () => {
  for (const [number, { what, plant, says }] of Object.entries(faults) as [LawNumber, Fault][]) {
    test(`[${number}] finds ${what}`, () => {
      const broken = plant();
      expect(causeOf(() => laws[number].check(broken, effort))).toMatch(says);
    });
  }
});

describe('[C9] finds what an activity gives away though it calls it a secret', () => {
  const mapGame: AnyActivity = guideAndWalker;

  /** A walk whose every state is changed so; the map of the first leg is already there when `setup` is done. */
  const leaking = (leak: (state: AnyState) => AnyState): AnyActivity => ({
    ...mapGame,
    reduce: (state: AnyState, input, env) => {
      const step: Step<AnyState> = mapGame.reduce(state, input, env);
      return step.ok ? { ...step, state: leak(step.state) } : step;
    },
  });
  const rowsOf = ({ hidden }: AnyState) => (hidden as { readonly rows: readonly string[] }).rows;

  test('to every device, by copying it into the shared part', () => {
    const broken = leaking((state) => {
      const leaked = { ...state.shared, nextRow: rowsOf(state)[0] ?? null };
      return { ...state, shared: leaked };
    });
    expect(causeOf(() => laws.C9.check(broken, effort))).toMatch(/the secret 0:[.#o]+ reaches the screen/);
  });

  test('to the walker, by dealing it a part of the map', () => {
    const broken = leaking((state) => {
      const { walker } = state.shared as AnyState['shared'] & { readonly walker: number | null };
      if (walker === null) return state;
      return { ...state, seats: { ...state.seats, [String(walker)]: { rows: rowsOf(state) } } };
    });
    expect(causeOf(() => laws.C9.check(broken, effort))).toMatch(/the secret 0:[.#o]+ reaches seat \d+/);
  });
});

/** The message of the first failing game, which fast-check keeps as the cause of its own error. */
function causeOf(check: () => void): string {
  try {
    check();
  } catch (error) {
    return error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  }
  return 'the law found nothing';
}
