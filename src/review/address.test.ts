import { expect, it } from 'vitest';
import { lessonIn } from './address.svelte.ts';

it('finds the lesson in the address, and the list in anything that is no id', () => {
  expect(lessonIn('#s_3fK-9')).toBe('s_3fK-9');
  for (const hash of ['', '#', '#/', '#a/b', '#小雨', `#${'x'.repeat(33)}`])
    expect(lessonIn(hash)).toBeNull();
});
