/** Which lesson is open, kept in the address's hash so that the browser's back button works. */

/** The session's opaque id; null for the list, and for anything that is no id. */
export function lessonIn(hash: string): string | null {
  return /^#([A-Za-z0-9_-]{1,32})$/.exec(hash)?.[1] ?? null;
}

export class LessonAddress {
  session: string | null = $state(lessonIn(location.hash));

  constructor() {
    addEventListener('hashchange', () => (this.session = lessonIn(location.hash)));
  }
}
