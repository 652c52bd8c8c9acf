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

/** `bytes` of chance in the URL-safe alphabet: 9 bytes name a thing, 18 bytes are a secret. */
export function randomWord(random: RandomBytes, bytes: number): string {
  return Buffer.from(random(bytes)).toString('base64url');
}
