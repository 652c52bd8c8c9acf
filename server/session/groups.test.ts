import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomInt, randomWord, shuffled } from './chance.ts';
import { asLastTime, dealt, usualCount } from './groups.ts';

const children = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 60 });
const sizes = (groups: Iterable<number>): number[] => {
  const counts = new Map<number, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts.values()];
};

test('dealt groups differ by one child at most and leave nobody out', () => {
  fc.assert(
    fc.property(children, fc.integer({ min: 1, max: 8 }), (names, count) => {
      const grouping = dealt(names, count);
      expect([...grouping.keys()]).toEqual(names);
      const dealtSizes = sizes(grouping.values());
      expect(dealtSizes).toHaveLength(Math.min(count, names.length));
      expect(Math.max(...dealtSizes) - Math.min(...dealtSizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test('a class has about six children a group and at most eight groups', () => {
  expect([1, 8, 42, 60].map(usualCount)).toEqual([1, 1, 7, 8]);
});

test('groups of last time stand; who is new joins the smallest, who is gone is left out', () => {
  const last = new Map([
    ['a', 1],
    ['b', 1],
    ['c', 2],
    ['gone', 3],
  ]);
  expect(asLastTime(['a', 'b', 'c', 'new', 'newer'], last)).toEqual(
    new Map([
      ['a', 1],
      ['b', 1],
      ['c', 2],
      ['new', 2],
      ['newer', 1],
    ]),
  );
  expect(asLastTime(['x', 'y'], last)).toBeNull();
});

test('chance is even, and a shuffle keeps everyone', () => {
  const counts = new Map<number, number>();
  for (let draw = 0; draw < 6000; draw += 1) {
    const n = randomInt((bytes) => randomBytes(bytes), 3);
    counts.set(n, (counts.get(n) ?? 0) + 1);
  }
  expect([...counts.keys()].sort()).toEqual([0, 1, 2]);
  // 2000 each; a fair draw strays by more than 300 once in 10¹⁵
  for (const count of counts.values()) expect(Math.abs(count - 2000)).toBeLessThan(300);
  const items = Array.from({ length: 20 }, (_, index) => index);
  expect(shuffled((bytes) => randomBytes(bytes), items).sort((a, b) => a - b)).toEqual(items);
});

test('a draw from the uneven end of the range is thrown away', () => {
  const draws = [0xff_ff_ff_ff, 7];
  const bytes = () => {
    const view = new DataView(new ArrayBuffer(4));
    view.setUint32(0, draws.shift() ?? 0);
    return new Uint8Array(view.buffer);
  };
  expect(randomInt(bytes, 3)).toBe(1);
  expect(draws).toEqual([]);
});

test('words are letters and digits only', () => {
  expect(randomWord((bytes) => randomBytes(bytes), 200)).toMatch(/^[0-9A-Za-z]{200}$/);
});
