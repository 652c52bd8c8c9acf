/**
 * One-time codes that let a phone steer or another computer be the classroom screen. A code lives five
 * minutes in memory, works once, and ten wrong guesses (by anybody) void every code there is.
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
  /** What the code was offered for, once; null when it is wrong, used, or too old. */
  redeem(code: string): { readonly role: PairedRole; readonly account: string | null } | null;
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
    redeem(code) {
      const offer = offers.get(code);
      offers.delete(code);
      if (offer && offer.until > mono()) return { role: offer.role, account: offer.account };
      wrongGuesses += 1;
      if (wrongGuesses >= wrongGuessesAllowed) offers.clear();
      return null;
    },
  };
}

const drawCode = (): string => String(randomInt(10 ** digits)).padStart(digits, '0');
