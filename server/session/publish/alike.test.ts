import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alike } from './alike.ts';
import { bySeat } from './shared.ts';

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('what reads the same as JSON is alike, and nothing else is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      expect(alike(one, copy(one))).toBe(true);
      expect(alike(one, other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
});

test('a list is not alike to an object with the same entries, nor null to an empty one', () => {
  expect(alike([1], { 0: 1 })).toBe(false);
  expect(alike({ length: 0 }, [])).toBe(false);
  expect(alike(null, {})).toBe(false);
  expect(alike({ a: null }, { a: {} })).toBe(false);
});

test('one changed thing deep inside makes a difference', () => {
  const view = (name: string) => ({ seats: [{ seat: 1, face: { name } }], by: bySeat([[900, { name }]]) });
  expect(alike(view('米'), view('米'))).toBe(true);
  expect(alike(view('米'), view('麦'))).toBe(false);
});
