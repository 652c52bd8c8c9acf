import { beforeEach, describe, expect, it, vi } from 'vitest';

class FakeElement {
  readonly within: readonly string[];
  constructor(...within: string[]) {
    this.within = within;
  }
  closest(selector: string): FakeElement | null {
    return selector.split(', ').some((tag) => this.within.includes(tag)) ? this : null;
  }
}
vi.stubGlobal('HTMLElement', FakeElement);
const { Cover } = await import('./cover.svelte.ts');

function key(target: FakeElement = new FakeElement('button')) {
  return { code: 'Space', target, preventDefault: vi.fn() } as unknown as KeyboardEvent;
}

describe('the cover of private panels', () => {
  let laptop = true;
  beforeEach(() => (laptop = true));
  const cover = () => new Cover(() => laptop);

  it('is closed on the laptop until the adult says the projector shows something else', () => {
    const ours = cover();
    expect([ours.toAsk, ours.covered]).toEqual([true, true]);
    ours.answer('mirror');
    expect([ours.toAsk, ours.covered]).toEqual([false, true]);
    ours.answer('second');
    expect(ours.covered).toBe(false);
  });

  it('is open on a paired phone, and asks nothing there', () => {
    laptop = false;
    const ours = cover();
    ours.projector = null;
    expect([ours.toAsk, ours.covered]).toEqual([false, false]);
  });

  it('opens only while the key is held, whatever is clicked meanwhile', () => {
    const ours = cover();
    ours.answer('mirror');
    ours.press(key());
    ours.lift();
    expect(ours.covered).toBe(false);
    ours.release(key());
    expect(ours.covered).toBe(true);
  });

  it('leaves the space bar to whoever is typing', () => {
    const ours = cover();
    ours.answer('mirror');
    const press = key(new FakeElement('textarea'));
    ours.press(press);
    expect(ours.covered).toBe(true);
    expect(press.preventDefault).not.toHaveBeenCalled();
  });

  it('closes when the window is left with the key down', () => {
    const ours = cover();
    ours.answer('mirror');
    ours.press(key());
    ours.drop();
    expect(ours.covered).toBe(true);
  });
});
