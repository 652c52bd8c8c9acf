import { describe, expect, it } from 'vitest';
import type { PadView } from '../rules.ts';
import { fingersOf, heldHere, wanted } from './fingers.ts';

const pad = (state: PadView['state'], more: Partial<PadView> = {}): PadView => ({
  state,
  order: null,
  byAdult: false,
  ...more,
});

describe('a finger and its pad', () => {
  it('that agree need nothing', () => {
    expect(wanted(pad('held'), true)).toBeNull();
    for (const state of ['ready', 'slipped', 'later', 'done'] as const)
      expect(wanted(pad(state), false)).toBeNull();
    expect(wanted(null, true)).toBeNull();
  });

  it('press again where the server has let go, and let go where it still holds', () => {
    expect(wanted(pad('ready'), true)).toBe('press');
    expect(wanted(pad('slipped'), true)).toBe('press');
    expect(wanted(pad('held'), false)).toBe('release');
  });

  it('leave alone what the adult holds, and what a tap holds', () => {
    expect(wanted(pad('held', { byAdult: true }), false)).toBeNull();
    expect(wanted(pad('held', { order: 1 }), false)).toBeNull();
    expect(wanted(pad('ready', { order: 1 }), true)).toBeNull();
  });

  it('keep the server hearing of the tablet while a pad of its own is down', () => {
    expect(heldHere(pad('held'))).toBe(true);
    expect(heldHere(pad('held', { order: 0 }))).toBe(true);
    expect(heldHere(pad('held', { byAdult: true }))).toBe(false);
    expect(heldHere(pad('ready'))).toBe(false);
  });

  it('are as many as the tablet says it feels, one for a mouse', () => {
    expect([0, 1, 5, 10, 256].map(fingersOf)).toEqual([1, 1, 5, 10, 10]);
  });
});
