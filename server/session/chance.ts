/** Randomness of the room itself (seat numbers, tokens, groups, seeds); rules have their own, seeded one. */

/** Cryptographically random bytes. */
export type RandomBytes = (bytes: number) => Uint8Array;

/** An unbiased integer in 0 … n-1; 1 ≤ n ≤ 2³². */
export function randomInt(random: RandomBytes, n: number): number {
  const end = 0x1_0000_0000 - (0x1_0000_0000 % n);
  for (;;) {
    const draw = new DataView(random(4).slice().buffer).getUint32(0);
    if (draw < end) return draw % n;
  }
}

/** A new list in random order. */
export function shuffled<T>(random: RandomBytes, items: readonly T[]): T[] {
  const left = [...items];
  const out: T[] = [];
  while (left.length > 0) out.push(...left.splice(randomInt(random, left.length), 1));
  return out;
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * A word of letters and digits, 5.9 bits each: 12 name a thing, 24 are a secret. No `-` or `_`, since a word that
 * begins with one is a formula to a spreadsheet.
 */
export function randomWord(random: RandomBytes, length: number): string {
  return Array.from({ length }, () => letters[randomInt(random, letters.length)]).join('');
}
