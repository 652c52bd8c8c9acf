import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, hashOf } from './canonical.ts';

/** FNV-1a as its authors state it, in arithmetic that needs no halves. */
function fnv1a64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffff_ffff_ffff_ffffn;
  }
  return hash.toString(16).padStart(16, '0');
}

describe('canonical', () => {
  it('gives one text for one value, whatever the order of keys', () => {
    expect(canonical({ b: 1, a: { d: [true, null], c: '到' } })).toBe(
      '{"a":{"c":"到","d":[true,null]},"b":1}',
    );
    expect(canonical({ a: { c: '到', d: [true, null] }, b: 1 })).toBe(
      canonical({ b: 1, a: { d: [true, null], c: '到' } }),
    );
  });

  it.each([[0.5], [NaN], [-0], [2 ** 53], [undefined], [new Date(0)], [new Map()], [() => 0], [1n]])(
    'refuses %s, which would not come back the same from JSON, and says where it stands',
    (value) => {
      expect(() => canonical({ a: [1, value] })).toThrow(/\$\.a\[1\]/);
    },
  );
});

describe('hashOf', () => {
  it('is FNV-1a over the UTF-8 bytes of the canonical JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(hashOf(text)).toBe(fnv1a64(JSON.stringify(text)));
      }),
    );
  });
});
