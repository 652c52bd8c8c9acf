/** A run as it stands in a log: what `setup` saw, then every accepted input. Replay reads nothing else. */
import type { AnyActivity, Env, Fact, Input, Ms, Setup, State, Step } from './contract.ts';
import { rngFor } from './rng.ts';

/** State, act and input of whichever activity the log names. */
export type AnyState = State<{ readonly asOf: number }, unknown, unknown>;
export interface AnyAction {
  readonly type: string;
}
export type AnyInput = Input<AnyAction>;

/** The first entry of an instance. */
export interface FirstEntry {
  readonly activity: string;
  readonly version: number;
  /** An integer; the chance of the whole run follows from it. */
  readonly seed: number;
  /** The run's clock at setup. */
  readonly at: Ms;
  readonly setup: Setup<unknown>;
}

/** An accepted input. The n-th of an instance is its step n; refusals are not logged and use up no number. */
export interface Entry {
  readonly at: Ms;
  readonly input: AnyInput;
}

/** The environment of a step; setup is step 0. */
export function envOf(seed: number, step: number, now: Ms): Env {
  return { now, rng: rngFor(seed, step) };
}

/** The state after setup, with its facts. */
export function begin(
  activity: AnyActivity,
  first: FirstEntry,
): { readonly state: AnyState; readonly facts: readonly Fact[] } {
  return activity.setup(first.setup, envOf(first.seed, 0, first.at));
}

/**
 * The step that the n-th entry makes on the state before it, n = 1, 2, 3 …
 * Throws an Error if the entry is refused: the rules have changed.
 */
export function stepOn(
  activity: AnyActivity,
  seed: number,
  state: AnyState,
  n: number,
  { at, input }: Entry,
): { readonly state: AnyState; readonly facts: readonly Fact[] } {
  const step: Step<AnyState> = activity.reduce(state, input, envOf(seed, n, at));
  if (!step.ok) throw new Error(`entry ${n} (${input.kind}) is refused: ${step.refusal}`);
  return step;
}

/**
 * The state that the log ends in, and the facts of every step (setup's first).
 * Throws an Error if the log is another activity's or version's, or an entry is refused: the rules have changed.
 */
export function replay(
  activity: AnyActivity,
  first: FirstEntry,
  entries: readonly Entry[],
): { readonly state: AnyState; readonly facts: readonly (readonly Fact[])[] } {
  if (first.activity !== activity.id || first.version !== activity.version) {
    throw new Error(`a log of ${first.activity} ${first.version}, not of ${activity.id} ${activity.version}`);
  }
  const start = begin(activity, first);
  let { state } = start;
  const facts = [start.facts];
  for (const [index, entry] of entries.entries()) {
    const step = stepOn(activity, first.seed, state, index + 1, entry);
    ({ state } = step);
    facts.push(step.facts);
  }
  return { state, facts };
}
