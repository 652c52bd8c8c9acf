import { describe, expect, it } from 'vitest';
import { satisfies } from './install.mjs';

describe('what is installed', () => {
  const wanted = {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b-win': { version: '2.0.0', integrity: 'sha512-b', optional: true },
  };
  const a = { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' } };

  it('will do when every package is there, but for optional ones', () => {
    expect(satisfies(a, wanted)).toBe(true);
  });

  it.each([
    ['a package is missing', {}],
    ['a version differs', { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
    ['the bytes differ', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-x' } }],
    [
      'an optional one is of another version',
      { ...a, 'node_modules/b-win': { version: '1.9.0', integrity: 'sha512-b' } },
    ],
  ])('will not do when %s', (_, found) => {
    expect(satisfies(found, wanted)).toBe(false);
  });
});
