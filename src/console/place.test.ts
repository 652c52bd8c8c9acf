import { describe, expect, it } from 'vitest';
import { hashOf, placeOf, places } from './place.svelte.ts';

describe('the place in the address', () => {
  it('comes back from its own hash', () => {
    for (const name of places) {
      const classId = name === 'class' ? 'c_1' : null;
      expect(placeOf(hashOf(name, classId))).toEqual({ name, classId });
    }
  });

  it('is home for anything unknown or malformed', () => {
    for (const hash of ['', '#', '#nowhere', '#class', '#class/', '#class/小雨', '#class/<x>'])
      expect(placeOf(hash)).toEqual({ name: 'home', classId: null });
  });
});
