/** Whether a child may still come in by tapping own tile: somebody of the group has no seat, and no own turn is on. */
import type { FloorView } from '../../activities/_kit/floor.ts';
import type { TabletParts } from '../wire/publish.ts';

/** The way in is hidden while a child of this tablet has the floor, so that it lies under no busy finger. */
export function freeToComeIn({ own, group }: Partial<TabletParts>): boolean {
  if (own === undefined) return false;
  if (!own.tiles.some((tile) => tile.state === 'free' || tile.state === 'asking')) return false;
  const floor = (group?.view as { readonly floor?: FloorView | null } | undefined)?.floor ?? null;
  return floor === null || !own.seats.some((held) => held.seat === floor.speaker);
}
