/** Where in the review an adult wanted to go who has to sign in first; kept for this tab alone. */
import { isString, keep, recall } from './storage.ts';

const key = 'afterSignIn';

/** @param hash of the review's address, `#…` */
export function wantAfterSignIn(hash: string): void {
  keep(key, hash.startsWith('#/') ? hash : null, 'tab');
}

/** The address that was wanted, once; null for none. */
export function wantedAfterSignIn(): string | null {
  const hash = recall(key, isString, 'tab');
  keep(key, null, 'tab');
  return hash?.startsWith('#/') === true ? `/review${hash}` : null;
}
