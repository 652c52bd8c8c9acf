/** Who sits where, looked up once for everything that one picture shows. */
import type { Live, Place } from '../live.ts';
import { activeSeats } from '../seats.ts';

export interface Seating {
  /** Active seats in the order of their numbers. */
  readonly places: readonly Place[];
  /** Those on a device, in the same order. */
  on(device: string): readonly Place[];
  /** The seat of a child. */
  of(child: string): Place | undefined;
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
  return {
    places,
    on: (device) => onDevice.get(device) ?? [],
    of: (child) => ofChild.get(child),
  };
}
