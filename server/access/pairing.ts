/**
 * One-time codes that let a phone steer or another computer be the classroom screen. A code lives five
 * minutes in memory, works once and on the page it is for, and ten wrong guesses (by anybody) void every code there is.
 */
import { randomInt } from 'node:crypto';

export type PairedRole = 'facilitator' | 'screen';

export const pairingLifeMs = 300_000;
const wrongGuessesAllowed = 10;
const digits = 6;

interface Offer {
  readonly role: PairedRole;
  readonly account: string | null;
  readonly until: number;
}

export interface Pairings {
  /** A new code; an earlier one for the same role is void. `account` is the adult who offers it. */
  offer(role: PairedRole, account: string | null): { readonly code: string; readonly expiresMs: number };
  /**
   * What the code was offered for, once; null when it is wrong, used, too old, or was offered for another role: then
   * it goes on standing, but the answer tells nobody that it does.
   */
  redeem(
    code: string,
    role: PairedRole,
  ): { readonly role: PairedRole; readonly account: string | null } | null;
}

/** `mono` is monotonic ms. */
export function createPairings(mono: () => number): Pairings {
  const offers = new Map<string, Offer>();
  let wrongGuesses = 0;

  return {
    offer(role, account) {
      for (const [code, offer] of offers) if (offer.role === role) offers.delete(code);
      wrongGuesses = 0;
      let code = drawCode();
      while (offers.has(code)) code = drawCode();
      offers.set(code, { role, account, until: mono() + pairingLifeMs });
      return { code, expiresMs: pairingLifeMs };
    },
    redeem(code, role) {
      const offer = offers.get(code);
      if (offer?.role === role) offers.delete(code);
      if (offer?.role === role && offer.until > mono()) return { role: offer.role, account: offer.account };
      wrongGuesses += 1;
      if (wrongGuesses >= wrongGuessesAllowed) offers.clear();
      return null;
    },
  };
}

const drawCode = (): string => String(randomInt(10 ** digits)).padStart(digits, '0');
