import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { deafMs, screenChanged } from '../../../src/ui/press.ts';
import { hold, longestLookMs } from './hold.ts';

class Page extends EventTarget {
  visibilityState = 'visible';
}

let page: { readonly window: EventTarget; readonly document: Page };

beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterAll(() => void vi.useRealTimers());
beforeEach(() => {
  // What a test before left deaf is over.
  vi.advanceTimersByTime(2 * deafMs);
  page = { window: new EventTarget(), document: new Page() };
  vi.stubGlobal('window', page.window);
  vi.stubGlobal('document', page.document);
});
afterEach(() => void vi.unstubAllGlobals());

/** The little of an element that holding needs; `seen` is what was opened and closed. */
function tile() {
  const element = new EventTarget();
  const seen: string[] = [];
  const detach = hold(
    () => seen.push('open'),
    () => seen.push('closed'),
  )(element as HTMLElement);
  const tell = (target: EventTarget, type: string, more: object) =>
    target.dispatchEvent(Object.assign(new Event(type), more));
  return {
    seen,
    detach: () => detach?.(),
    down: (pointerId = 1) => tell(element, 'pointerdown', { button: 0, pointerId }),
    tell: (type: string, pointerId = 1) => tell(page.window, type, { pointerId }),
    key: (type: 'keydown' | 'keyup', repeat = false) =>
      tell(type === 'keydown' ? element : page.window, type, { key: ' ', repeat }),
  };
}

describe('holding to look', () => {
  it('is open while the finger is down and closed when it lifts, wherever that is', () => {
    const { seen, down, tell } = tile();
    down();
    expect(seen).toEqual(['open']);
    tell('pointerup');
    expect(seen).toEqual(['open', 'closed']);
  });

  it.each(['pointercancel', 'blur', 'pagehide'])('closes on %s, and once only', (type) => {
    const { seen, down, tell } = tile();
    down();
    tell(type);
    tell('pointerup');
    expect(seen).toEqual(['open', 'closed']);
  });

  it('closes when the page is hidden, not when it is shown', () => {
    const { seen, down } = tile();
    down();
    page.document.dispatchEvent(new Event('visibilitychange'));
    expect(seen).toEqual(['open']);
    page.document.visibilityState = 'hidden';
    page.document.dispatchEvent(new Event('visibilitychange'));
    expect(seen).toEqual(['open', 'closed']);
  });

  it('closes by itself when a finger rests too long', () => {
    const { seen, down } = tile();
    down();
    vi.advanceTimersByTime(longestLookMs - 1);
    expect(seen).toEqual(['open']);
    vi.advanceTimersByTime(1);
    expect(seen).toEqual(['open', 'closed']);
    down();
    expect(seen).toEqual(['open', 'closed', 'open']);
  });

  it('closes when its tile is taken away', () => {
    const { seen, down, detach } = tile();
    down();
    detach();
    expect(seen).toEqual(['open', 'closed']);
  });

  it('knows its own finger: a second one neither opens nor closes', () => {
    const { seen, down, tell } = tile();
    down(1);
    down(2);
    tell('pointerup', 2);
    expect(seen).toEqual(['open']);
    tell('pointerup', 1);
    expect(seen).toEqual(['open', 'closed']);
  });

  it('is deaf right after the screen has changed', () => {
    const { seen, down } = tile();
    screenChanged();
    down();
    expect(seen).toEqual([]);
  });

  it('works with a key held down, whose repeats say nothing new', () => {
    const { seen, key } = tile();
    key('keydown');
    key('keydown', true);
    key('keyup');
    expect(seen).toEqual(['open', 'closed']);
  });
});
