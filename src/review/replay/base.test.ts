import { expect, it } from 'vitest';
import { baseFor } from './base.ts';

it('is the server’s address on the network, so that a colleague’s device finds it too', () => {
  expect(
    baseFor(['http://192.168.1.5:8765/join', 'http://10.0.0.7:8765/join'], 'http://localhost:8765'),
  ).toBe('http://192.168.1.5:8765');
});

it('is where the page came from while the server knows no other', () => {
  expect(baseFor([], 'http://localhost:8765')).toBe('http://localhost:8765');
});
