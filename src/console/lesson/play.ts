/** Reading what play looks like from what the console is told. Pure. */
import type { FloorView } from '../../../activities/_kit/floor.ts';
import type { Seat, View } from '../../../activities/_kit/contract.ts';
import type { GroupPart, RollEntry } from '../../wire/publish.ts';

/** The floor of a turn-taking activity; null where nobody has it or the activity has none. */
export function floorOf(view: View | undefined): FloorView | null {
  return (view as { floor?: FloorView | null } | undefined)?.floor ?? null;
}

/** The seat whose turn it is while the group plays; null where nobody's is, or the adult's. */
export function seatInTurn(part: GroupPart | null): Seat | null {
  if (part === null || part.outcome !== null) return null;
  const speaker = floorOf(part.view)?.speaker;
  return typeof speaker === 'number' ? speaker : null;
}

/** It is the turn of a seat that no tablet at hand holds, so that the adult taps for it. */
export function waitsForAdult(part: GroupPart | null, roll: readonly RollEntry[]): boolean {
  const seat = seatInTurn(part);
  if (seat === null) return false;
  // A guest seat that nobody has reclaimed since a restart is on no roll.
  const entry = roll.find((one) => one.seat === seat);
  return entry === undefined || entry.device === null || !entry.online;
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

/** More than these are not looked through in passing. */
const shownHolders = 10;

/**
 * Who may be holding the tablet of the turn that is on, in roster order: the group; of a whole class those on the same
 * tablet as the child in turn, where they are more than one.
 */
export function mayHold(
  roll: readonly RollEntry[],
  group: number,
  part: GroupPart | null,
): readonly RollEntry[] {
  const players = playersOf(roll, group);
  if (players.length <= shownHolders) return players;
  const seat = seatInTurn(part);
  const device = players.find((entry) => entry.seat === seat)?.device ?? null;
  const beside = players.filter((entry) => device !== null && entry.device === device);
  return beside.length > 1 ? beside : players;
}
