/** Reading what play looks like from what the console is told. Pure. */
import type { FloorView } from '../../../activities/_kit/floor.ts';
import type { View } from '../../../activities/_kit/contract.ts';
import type { GroupPart, RollEntry } from '../../wire/publish.ts';

/** The floor of a turn-taking activity; null where nobody has it or the activity has none. */
export function floorOf(view: View | undefined): FloorView | null {
  return (view as { floor?: FloorView | null } | undefined)?.floor ?? null;
}

/**
 * The child whose turn it is where no tablet at hand can take it: the adult taps for it. Null where the group plays on
 * by itself.
 */
export function waitsForAdult(part: GroupPart | null, roll: readonly RollEntry[]): RollEntry | null {
  if (part === null || part.outcome !== null) return null;
  const speaker = floorOf(part.view)?.speaker;
  const entry = roll.find(({ seat }) => seat !== null && seat === speaker);
  return entry === undefined || (entry.device !== null && entry.online) ? null : entry;
}

/** Who plays in a group, in roster order; group 0 is everyone here. */
export function playersOf(roll: readonly RollEntry[], group: number): readonly RollEntry[] {
  return roll.filter((entry) => entry.status !== 'absent' && (group === 0 || entry.group === group));
}

/** The group to look at: the chosen one while it is playing, else the first. */
export function groupShown(groups: readonly number[], chosen: number | null): number {
  if (chosen !== null && groups.includes(chosen)) return chosen;
  return groups[0] ?? 0;
}
