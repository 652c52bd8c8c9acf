/** `circletime simulate`: robots play a lesson on a running server, and its export is checked against what they know. */
import * as v from 'valibot';
import { activities } from '../../activities/registry.rules.ts';
import { simulate } from '../../robots/simulate.ts';
import { maxChildren, maxGroups } from '../../src/wire/vocabulary.ts';
import { BadSetting } from '../config.ts';

const integer = (min: number, max: number) =>
  v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.minValue(min), v.maxValue(max));

/** As the command line gives them; keys are the flags' names. */
const wishes = v.object({
  url: v.pipe(v.string(), v.url()),
  pin: v.pipe(v.string(), v.minLength(1)),
  children: integer(1, maxChildren),
  tablets: integer(0, maxGroups),
  activity: v.picklist(['all', ...Object.keys(activities)]),
  seed: integer(0, 2 ** 31 - 1),
  speed: integer(1, 50),
  unrecorded: integer(0, maxChildren),
  faults: v.optional(v.boolean(), false),
});

/**
 * Tells each difference on a line of its own and closes with `N rows, N differences`. Answers the number of differences.
 *
 * @throws BadSetting, or why the lesson could not be played
 */
export async function runSimulation(flags: object): Promise<number> {
  const parsed = v.safeParse(wishes, flags);
  if (!parsed.success) throw new BadSetting(`--${v.getDotPath(parsed.issues[0]) ?? ''}`);
  const { rows, differences } = await simulate({
    ...parsed.output,
    activities,
    say: (line) => console.log(line),
  });
  for (const difference of differences) console.log(difference);
  console.log(`${rows} rows, ${differences.length} differences`);
  return differences.length;
}
