import { placeIn } from './address.ts';
import type { Place } from './address.ts';

/** The place the address names now; the browser's back button works. */
export class Address {
  place: Place = $state.raw(placeIn(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.place = placeIn(location.hash)));
  }
}
