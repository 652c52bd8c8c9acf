/** Plays a talking circle step by step in tests: the real rules, with a clock that the test moves. */
import { factsOfKind } from '../_kit/facts.testing.ts';
import type { Deed, Fact, Input, Ms, Refusal, Seat, Setup, Speaker } from '../_kit/contract.ts';
import { envOf } from '../_kit/replay.ts';
import { talkingCircle } from './rules.ts';
import { defaults } from './rules.state.ts';
import type { Action, CircleState, Config } from './rules.state.ts';

type How = { readonly via?: 'tablet' | 'adult'; readonly alone?: boolean; readonly asOf?: number };

export interface Circle {
  readonly now: Ms;
  readonly state: CircleState;
  /** All facts so far. */
  readonly facts: readonly Fact[];
  /** Gives an input; returns its refusal, or null if it was accepted. */
  give(input: Input<Action>): Refusal | null;
  act(by: Speaker, action: Action, how?: How): Refusal | null;
  /** The adult's deed, or tap for a child. */
  adult(by: Speaker, action: Action): Refusal | null;
  /** Moves the clock, firing every timer that falls due on the way, in order of time. */
  wait(ms: Ms): void;
  claims(by: Seat): void;
}

/** `tablets`: whether the seats 1…n have a tablet, all or none. */
export function circle(
  settings: Partial<Config>,
  seats: number,
  { tablets = true, seed = 7, deck = talkingCircle.deck } = {},
): Circle {
  const setup: Setup<Config> = {
    config: { ...defaults, ...settings },
    deck,
    seats: Array.from({ length: seats }, (_, index) => ({ seat: index + 1, tablet: tablets ? 1 : null })),
  };
  const first = talkingCircle.setup(setup, envOf(seed, 0, 0));
  let { state } = first;
  const facts = [...first.facts];
  let now = 0;
  let step = 0;

  const give = (input: Input<Action>): Refusal | null => {
    const result = talkingCircle.reduce(state, input, envOf(seed, step + 1, now));
    if (!result.ok) return result.refusal;
    step += 1;
    ({ state } = result);
    facts.push(...result.facts);
    return null;
  };
  const act = (by: Speaker, action: Action, { via = 'tablet', alone = false, asOf }: How = {}) =>
    give({ kind: 'action', by, via, alone, asOf: asOf ?? state.shared.asOf, action });

  return {
    get now() {
      return now;
    },
    get state() {
      return state;
    },
    facts,
    give,
    act,
    adult: (by, action) => act(by, action, { via: 'adult' }),
    claims: (by) => void act(by, { type: 'claim' }),
    wait(ms) {
      const end = now + ms;
      for (;;) {
        const [due] = talkingCircle
          .timers(state)
          .filter((timer) => timer.fireAt <= end)
          .sort((a, b) => a.fireAt - b.fireAt);
        if (due === undefined) break;
        now = Math.max(now, due.fireAt);
        if (give({ kind: 'timer', name: due.name }) !== null)
          throw new Error(`timer ${due.name} was refused`);
      }
      now = end;
    },
  };
}

/** `3 self group voice` for each ended turn, in order. */
export const endings = (facts: readonly Fact[]): string[] =>
  factsOfKind(facts, 'turn_ended').map(
    ({ turn, why, toward, channel }) => `${turn} ${why} ${toward} ${channel}`,
  );

export const speakers = (facts: readonly Fact[]): Speaker[] =>
  factsOfKind(facts, 'turn_offered').map(({ speaker }) => speaker);

/** Whether the adult's own view offers the deed. */
export function isOffered(state: CircleState, deed: Deed<Action>): boolean {
  const deeds = talkingCircle.legal.facilitator(talkingCircle.view.facilitator(state));
  return deeds.some((other) => JSON.stringify(other) === JSON.stringify(deed));
}
