/** One text for one value, and a short hash of it: how states, logs and views are compared across engines. */

/** What state, actions and facts are made of. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON with keys in code-unit order. Throws a TypeError, naming the path, on whatever would not come back the same
 * from JSON in every engine: fractions, unsafe integers, -0, undefined, functions, instances of classes.
 */
export function canonical(value: unknown, path = '$'): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return integer(value, path);
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item, index) => canonical(item, `${path}[${index}]`)).join(',')}]`;
  }
  if (typeof value === 'object' && isPlain(value)) {
    const members = Object.keys(value)
      .sort()
      .map(
        (key) =>
          `${JSON.stringify(key)}:${canonical((value as Record<string, unknown>)[key], `${path}.${key}`)}`,
      );
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`${path} is no JSON: ${typeof value}`);
}

function integer(value: number, path: string): string {
  if (!Number.isSafeInteger(value) || Object.is(value, -0))
    throw new TypeError(`${path} is no integer: ${value}`);
  return String(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * FNV-1a, 64 bit, over the UTF-8 bytes of the canonical JSON, as 16 hex digits. It finds accidents and divergence,
 * not forgery. (No SHA: on plain http a browser has no `crypto.subtle`.)
 */
export function hashOf(value: unknown): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (const byte of utf8(canonical(value))) {
    low = (low ^ byte) >>> 0;
    // Times the prime 2^40 + 0x1b3, modulo 2^64, in 32-bit halves; the product of `low` splits at 16 bits.
    const bottom = (low & 0xffff) * 0x1b3;
    const middle = (low >>> 16) * 0x1b3 + (bottom >>> 16);
    high = (Math.imul(high, 0x1b3) + (low << 8) + (middle >>> 16)) >>> 0;
    low = ((middle << 16) | (bottom & 0xffff)) >>> 0;
  }
  return hex(high) + hex(low);
}

function* utf8(text: string): Generator<number> {
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) yield point;
    else if (point < 0x800) yield* [0xc0 | (point >> 6), 0x80 | (point & 63)];
    else if (point < 0x10000) yield* [0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)];
    else {
      yield* [
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 63),
        0x80 | ((point >> 6) & 63),
        0x80 | (point & 63),
      ];
    }
  }
}

function hex(half: number): string {
  return half.toString(16).padStart(8, '0');
}
