import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keyOf, newKey, pseudonym, PseudonymCollision, pseudonyms } from './pseudonym.ts';

const seed = Date.now() % 2 ** 31;

it(`gives letters and digits that stand anywhere, the same for the same key and id (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.string(), (key, id) => {
      expect(pseudonym(key, id)).toMatch(/^P-[A-Z2-7]{8}$/);
      expect(pseudonyms(key)(id)).toBe(pseudonym(key, id));
    }),
    { seed },
  );
});

it('gives other pseudonyms under another key', () => {
  const ids = Array.from({ length: 60 }, (_, index) => `child-${index}`);
  const [one, other] = [keyOf(newKey()), keyOf(newKey())];
  const named = (key: Uint8Array) => ids.map((id) => pseudonym(key, id));
  expect(new Set([...named(one), ...named(other)]).size).toBe(120);
});

it('makes keys of 32 random bytes that come back as they were kept', () => {
  expect(keyOf(newKey())).toHaveLength(32);
  expect(newKey()).not.toBe(newKey());
});

it('notices when two ids would get one pseudonym, and not when one is asked for twice', () => {
  // Found by trying: under this key both ids have the same eight letters.
  const call = pseudonyms(Buffer.from(collision.key));
  expect(call(collision.one)).toBe(call(collision.one));
  expect(pseudonym(collision.key, collision.one)).toBe(pseudonym(collision.key, collision.other));
  expect(() => call(collision.other)).toThrow(PseudonymCollision);
});

const collision = { key: 'circletime', one: 'c1822676', other: 'c2728194' };
