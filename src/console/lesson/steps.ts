/** The order of a lesson as the console walks it. The server's phase is the truth; these only read it. */
import type { Phase } from '../../wire/vocabulary.ts';
import { phases } from '../../wire/vocabulary.ts';

/** The steps a facilitator sees: every phase but the end, which is 下课. */
export type Step = Exclude<Phase, 'closed'>;
/** The steps that are entered by saying so; `play` is entered by starting a run. */
export type SettablePhase = Exclude<Step, 'play'>;

export const steps: readonly Step[] = phases.filter((phase): phase is Step => phase !== 'closed');

/** 1-based, for "step 3 of 7". */
export function stepNumber(step: Step): number {
  return steps.indexOf(step) + 1;
}

/** The step before, among those that can be set; null at the first one and while a run is open. */
export function stepBefore(step: Step): SettablePhase | null {
  if (step === 'play' || step === 'reflect') return null;
  const before = steps[steps.indexOf(step) - 1];
  return before === undefined || before === 'play' ? null : before;
}

/**
 * Whether a tap on `to` in the list of steps may move there. During play nothing may: the run is ended first.
 * Play itself is never jumped to, because starting a run is a decision with its own button.
 */
export function canGo(from: Step, to: Step): to is SettablePhase {
  return from !== 'play' && to !== 'play' && to !== from;
}
