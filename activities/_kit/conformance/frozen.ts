/** Rules that get and give deeply frozen values: whoever writes into a state throws. */
import type { AnyActivity } from '../contract.ts';

/** The same activity, frozen all around. */
export function frozen(activity: AnyActivity): AnyActivity {
  return {
    ...activity,
    setup: (setup, env) => freeze(activity.setup(freeze(setup), env)),
    reduce: (state, input, env) => freeze(activity.reduce(freeze(state), freeze(input), env)),
  };
}

/** Freezes a value and all it holds, and returns it. What is frozen already is taken to be so all through. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze<unknown>(inner);
  return value;
}
