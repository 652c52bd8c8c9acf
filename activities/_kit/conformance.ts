/** Holds an activity to the laws of SPEC.md. One call in the activity's `rules.test.ts`. */
import { describe, test } from 'vitest';
import { laws } from './conformance/laws.ts';
import type { AnyActivity } from './contract.ts';

/** Random games for each law: a few with every test run, many with `npm run test:long`. */
const runs = import.meta.env['CIRCLETIME_LONG'] === '1' ? 500 : 40;

/**
 * Declares a test for each law. A failure prints its seed; `seed` repeats those games.
 */
export function conformance(activity: AnyActivity, options: { readonly seed?: number } = {}): void {
  describe(`${activity.id} holds the laws of an activity`, () => {
    for (const [number, { title, check }] of Object.entries(laws)) {
      test(`[${number}] ${title}`, () => {
        check(activity, { runs, ...options });
      });
    }
  });
}
