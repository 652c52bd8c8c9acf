import { expect, it } from 'vitest';
import { isNewEnough } from './runtime.mjs';

it.each([
  ['20.20.2', false],
  ['22.17.9', false],
  ['22.18.0', true],
  ['23.0.0', true],
  ['24.21.0', true],
])('Node %s will do: %s', (version, enough) => {
  expect(isNewEnough(version)).toBe(enough);
});
