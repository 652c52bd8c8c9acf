import { describe, expect, it } from 'vitest';
import { keyDeed } from './keys.ts';

const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
/** What has the focus, by the first word of a selector that it and those around it answer to. */
const on = (...words: readonly string[]) =>
  ({
    closest: (selector: string) => (words.some((word) => selector.split(', ').includes(word)) ? {} : null),
  }) as unknown as EventTarget;
const pressed = (key: string, over: Partial<typeof plain> = {}, target: EventTarget | null = on()) =>
  keyDeed({ ...plain, ...over, key, target });

describe('a key', () => {
  it.each([
    [' ', 'toggle'],
    ['ArrowLeft', 'back'],
    ['ArrowRight', 'forward'],
    ['Home', 'toStart'],
    ['End', 'toEnd'],
    ['a', null],
    ['Tab', null],
  ] as const)('“%s” does %s', (key, deed) => expect(pressed(key)).toBe(deed));

  it('with shift goes by turns', () => {
    expect(pressed('ArrowLeft', { shiftKey: true })).toBe('previousTurn');
    expect(pressed('ArrowRight', { shiftKey: true })).toBe('nextTurn');
  });

  it('of the browser stays the browser’s', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey'] as const)
      expect(pressed('ArrowLeft', { [held]: true })).toBeNull();
  });

  it('is typed where words are typed', () => {
    for (const key of [' ', 'ArrowLeft', 'Home'])
      for (const field of ['input:not([type="range"])', 'textarea', 'select'])
        expect(pressed(key, {}, on(field))).toBeNull();
  });

  it('presses a button that has the focus, which arrows still leave alone', () => {
    expect(pressed(' ', {}, on('button'))).toBeNull();
    expect(pressed('ArrowRight', {}, on('button'))).toBe('forward');
  });

  it('that nothing has heard still counts', () => expect(pressed(' ', {}, null)).toBe('toggle'));
});
