/** Who sits where, looked up once for everything that one picture shows. */
import type { Tile } from '../../../src/wire/publish.ts';
import { faceOf } from './shared.ts';
import type { Live, Place } from '../live.ts';
import { activeSeats } from '../seats.ts';

export interface Seating {
  /** Active seats in the order of their numbers. */
  readonly places: readonly Place[];
  /** Those on a device, in the same order. */
  on(device: string): readonly Place[];
  /** The seat of a child. */
  of(child: string): Place | undefined;
  /** The same object on all tablets on which the child stands alike. */
  tile(child: string, state: Tile['state']): Tile;
}

export function seatingOf(live: Live): Seating {
  const places = activeSeats(live);
  const onDevice = new Map<string, Place[]>();
  const ofChild = new Map<string, Place>();
  for (const place of places) {
    const { device } = place.row;
    if (place.sitter !== null) ofChild.set(place.sitter, place);
    if (device === null) continue;
    const others = onDevice.get(device);
    if (others) others.push(place);
    else onDevice.set(device, [place]);
  }
  const tiles = new Map<string, Tile>();
  return {
    places,
    on: (device) => onDevice.get(device) ?? [],
    of: (child) => ofChild.get(child),
    tile: (child, state) => {
      const key = `${state} ${child}`;
      const known = tiles.get(key) ?? { child, face: faceOf(live, child), state };
      tiles.set(key, known);
      return known;
    },
  };
}
