/** `circletime new-activity <id>`: tells what was made, or why nothing was. */
import { resolve } from 'node:path';
import { m } from '../../generated/paraglide/messages.js';
import type { Language } from '../../src/wire/vocabulary.ts';
import { scaffoldActivity } from '../scaffold/newActivity.ts';
import type { ScaffoldRefusal } from '../scaffold/newActivity.ts';

const root = resolve(import.meta.dirname, '..', '..');

const refusals: Record<ScaffoldRefusal, (inputs: { id: string }, options: { locale: Language }) => string> = {
  bad_id: m['server.failure.badActivityId'],
  id_taken: m['server.failure.activityIdTaken'],
  not_a_checkout: m['server.failure.notACheckout'],
};

/** Answers whether the activity was made; says so, or why not, in one sentence. */
export async function newActivity(id: string, locale: Language): Promise<boolean> {
  const made = await scaffoldActivity({ root, id });
  if (!made.ok) {
    console.error(refusals[made.refusal]({ id }, { locale }));
    return false;
  }
  console.log(m['server.newActivity.made']({}, { locale }));
  for (const file of made.files) console.log(`  ${file}`);
  console.log(m['server.newActivity.next']({ folder: `activities/${id}` }, { locale }));
  return true;
}
