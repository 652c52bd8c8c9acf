/** Where in the console the adult is, kept in the address's hash so that the browser's back button works. */

export const places = [
  'home', 'people', 'class', 'rehearsal', 'pair', 'settings', 'export',
] as const; // prettier-ignore
export type PlaceName = (typeof places)[number];

export interface Place {
  readonly name: PlaceName;
  /** Of `class` alone; an opaque id, never a name. */
  readonly classId: string | null;
}

const home: Place = { name: 'home', classId: null };

/** Anything unknown is home. */
export function placeOf(hash: string): Place {
  const [name, classId] = hash.replace(/^#/, '').split('/');
  const found = places.find((place) => place === name);
  if (found === undefined) return home;
  if (found !== 'class') return { name: found, classId: null };
  return classId !== undefined && /^[A-Za-z0-9_-]{1,32}$/.test(classId) ? { name: 'class', classId } : home;
}

export function hashOf(name: PlaceName, classId: string | null = null): string {
  if (name === 'home') return '#';
  return classId === null ? `#${name}` : `#${name}/${classId}`;
}

/** The place of the address, followed for as long as the page is open. */
export class AddressPlace {
  at: Place = $state.raw(placeOf(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.at = placeOf(location.hash)));
  }

  go(name: PlaceName, classId: string | null = null): void {
    location.hash = hashOf(name, classId);
  }
}
