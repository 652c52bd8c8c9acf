/**
 * A run as it can be shown at any of its moments: every group's log, played through the rules that it was played by.
 * Pure: the same log and rules give the same pictures. Times are run ms.
 */
import type { AnyActivity, Goal, Ms, View } from '../../../activities/_kit/contract.ts';
import { hashOf } from '../../../activities/_kit/canonical.ts';
import { begin, stepOn } from '../../../activities/_kit/replay.ts';
import type { AnyState } from '../../../activities/_kit/replay.ts';
import type { GroupPart } from '../../wire/publish.ts';
import type { GroupLog, LoggedStep } from '../../wire/replay.ts';

/** Why a run cannot be shown: its activity is no more, its rules have another version, or they lead elsewhere now. */
export type Unplayable = 'gone' | 'other_version' | 'differs';

export interface Film {
  /** What every device of the run was shown at `at`: after all steps up to and at that time. One part a group. */
  shownAt(at: Ms): readonly GroupPart[];
}

/** Steps between two states that are kept: a jump plays at most so many again. */
const everySteps = 64;

/**
 * Plays every log once to its end. `activity` is the rules of today; undefined where they are gone.
 * A run is shown whole or not at all, since half a class would not be what was live.
 */
export function filmOf(
  activity: AnyActivity | undefined,
  logs: readonly GroupLog[],
): { readonly film: Film } | { readonly unplayable: Unplayable } {
  if (activity === undefined) return { unplayable: 'gone' };
  if (logs.some(({ setup }) => setup.activity !== activity.id || setup.version !== activity.version))
    return { unplayable: 'other_version' };
  try {
    const reels = logs.map((log) => reelOf(activity, log));
    return { film: { shownAt: (at) => reels.map((reel) => reel(at)) } };
  } catch {
    // Rules that refuse, throw or end elsewhere are not those it was played by, whatever number they bear.
    return { unplayable: 'differs' };
  }
}

/** One group's part at a time. The same object for as long as no step lies between. */
type Reel = (at: Ms) => GroupPart;

function reelOf(activity: AnyActivity, log: GroupLog): Reel {
  const { setup, steps, group } = log;
  const kept: AnyState[] = [];
  let state = begin(activity, setup).state;
  for (const [index, step] of steps.entries()) {
    if (index % everySteps === 0) kept.push(state);
    refuseUndue(activity, state, step);
    ({ state } = stepOn(activity, setup.seed, state, index + 1, step));
  }
  if (steps.length % everySteps === 0) kept.push(state);
  refuseOtherEnd(activity, state, log);

  /** The state after the first `count` steps, from the nearest one at hand. */
  let last = { count: steps.length, state };
  const after = (count: number): AnyState => {
    const snapshot = Math.floor(count / everySteps);
    let from =
      last.count <= count && last.count >= snapshot * everySteps
        ? last
        : { count: snapshot * everySteps, state: kept[snapshot] ?? state };
    for (const step of steps.slice(from.count, count))
      from = {
        count: from.count + 1,
        state: stepOn(activity, setup.seed, from.state, from.count + 1, step).state,
      };
    last = from;
    return from.state;
  };

  let shown: { readonly count: number; readonly part: GroupPart } | null = null;
  return (at) => {
    const count = countUntil(steps, at);
    if (shown?.count !== count) shown = { count, part: partOf(activity, group, after(count)) };
    return shown.part;
  };
}

/** As the server makes it for the screen. */
function partOf(activity: AnyActivity, group: number, state: AnyState): GroupPart {
  return {
    group,
    goal: activity.goal(state.shared),
    outcome: activity.outcome(state),
    view: activity.view.screen(state.shared) as View,
  };
}

/** How many steps lie at or before `at`; steps are in order of time. */
function countUntil(steps: readonly LoggedStep[], at: Ms): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A timer that fired was pending and due. @throws an Error where these rules had set another time. */
function refuseUndue(activity: AnyActivity, state: AnyState, { seq, at, input }: LoggedStep): void {
  if (input.kind !== 'timer') return;
  const due = activity.timers(state).some(({ name, fireAt }) => name === input.name && fireAt <= at);
  if (!due) throw new Error(`${seq}: ${input.name} is not due at ${at}`);
}

/** @throws an Error where the record says that the game ended otherwise. */
function refuseOtherEnd(activity: AnyActivity, state: AnyState, { end, group }: GroupLog): void {
  if (end === null) return;
  const now = { outcome: activity.outcome(state), goal: activity.goal(state.shared) };
  if (hashOf(now) !== hashOf(end)) throw new Error(`group ${group} ends otherwise`);
}

/** The class's goal: the sum of its groups'. */
export function goalOf(parts: readonly GroupPart[]): Goal {
  return parts.reduce((sum, { goal }) => ({ done: sum.done + goal.done, of: sum.of + goal.of }), {
    done: 0,
    of: 0,
  });
}
