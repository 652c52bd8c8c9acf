import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { awake, deafMs, press, screenChanged } from './press.ts';

/** The little of an element that a press needs. */
function button() {
  const target = new EventTarget();
  const acts: string[] = [];
  const detach = press(() => acts.push('act'))(target as HTMLElement);
  const down = (which = 0) =>
    target.dispatchEvent(Object.assign(new Event('pointerdown'), { button: which }));
  const click = (detail: number) => target.dispatchEvent(Object.assign(new Event('click'), { detail }));
  return { acts, down, click, detach };
}

beforeAll(() => void vi.useFakeTimers({ toFake: ['performance'] }));
beforeEach(() => void vi.advanceTimersByTime(10_000));
afterAll(() => void vi.useRealTimers());

describe('a press', () => {
  it('acts when the finger comes down, not again on the click that follows', () => {
    const { acts, down, click } = button();
    down();
    click(1);
    expect(acts).toEqual(['act']);
  });

  it('acts on Enter and Space, which click without a pointer', () => {
    const { acts, click } = button();
    click(0);
    expect(acts).toEqual(['act']);
  });

  it('is not heard for a moment after the screen has changed', () => {
    const { acts, down } = button();
    screenChanged();
    down();
    vi.advanceTimersByTime(deafMs - 1);
    down();
    expect(acts).toEqual([]);
    expect(awake()).toBe(false);
    vi.advanceTimersByTime(1);
    down();
    expect(acts).toEqual(['act']);
  });

  it('that is drummed counts once, while another button hears its own child', () => {
    const mine = button();
    const yours = button();
    mine.down();
    mine.down();
    yours.down();
    expect(mine.acts).toEqual(['act']);
    expect(yours.acts).toEqual(['act']);
  });

  it('of another mouse button is nothing', () => {
    const { acts, down } = button();
    down(2);
    expect(acts).toEqual([]);
  });

  it('is gone with its element', () => {
    const { acts, down, detach } = button();
    if (typeof detach === 'function') detach();
    down();
    expect(acts).toEqual([]);
  });
});
