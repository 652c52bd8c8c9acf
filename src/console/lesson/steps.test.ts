import { describe, expect, it } from 'vitest';
import { canGo, stepBefore, stepNumber, steps } from './steps.ts';

describe('the steps of a lesson', () => {
  it('are the seven phases before the end, in order', () => {
    expect(steps).toEqual(['roll', 'groups', 'tablets', 'card', 'demo', 'play', 'reflect']);
    expect(stepNumber('play')).toBe(6);
  });

  it('lead back one by one as far as the roll', () => {
    expect(stepBefore('demo')).toBe('card');
    expect(stepBefore('groups')).toBe('roll');
    expect(stepBefore('roll')).toBeNull();
  });

  it('cannot be left while a run is open, nor jumped to play', () => {
    for (const step of steps) expect(canGo('play', step)).toBe(false);
    for (const step of steps) expect(canGo(step, 'play')).toBe(false);
    expect(stepBefore('play')).toBeNull();
  });

  it('can be jumped between otherwise', () => {
    expect(canGo('reflect', 'card')).toBe(true);
    expect(canGo('card', 'roll')).toBe(true);
    expect(canGo('card', 'card')).toBe(false);
  });
});
