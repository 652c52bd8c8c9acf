/** The rules of the activities, loaded when the first replay is opened: no other page of a browser carries them. */
import type { AnyActivity } from '../../../activities/_kit/contract.ts';

/** Today's rules of an activity; undefined where it is gone. Rejects where they could not be loaded. */
export async function rulesOf(id: string): Promise<AnyActivity | undefined> {
  const { activities } = await import('../../../activities/registry.rules.ts');
  return Object.prototype.hasOwnProperty.call(activities, id) ? activities[id] : undefined;
}
