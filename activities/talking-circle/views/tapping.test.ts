import { describe, expect, it } from 'vitest';
import { circle, endings } from '../circle.testing.ts';
import { talkingCircle } from '../rules.ts';
import type { Config } from '../rules.state.ts';
import { Tapping } from './tapping.svelte.ts';

/** An adult at the grid of a circle of four, over the real rules. */
function adultAt(settings: Partial<Config>) {
  const c = circle({ thinkSeconds: 0, ...settings }, 4);
  const tapping = new Tapping(
    () => talkingCircle.view.facilitator(c.state),
    ({ by, action }) => expect(c.adult(by, action)).toBeNull(),
  );
  return { c, tapping };
}

describe('the grid of names in free talk', () => {
  const free = { regime: 'free_floor' } as const;

  it('takes a tap on the speaker and a second one on whom it speaks to', () => {
    const { c, tapping } = adultAt(free);
    tapping.tap(2);
    expect(tapping.asking).toBe(2);
    expect(tapping.canTap(2)).toBe(false);
    tapping.tap('adult');
    expect(tapping.asking).toBeNull();
    tapping.tap('adult');
    tapping.tap(2);
    tapping.tap(3);
    expect(endings(c.facts)).toEqual(['1 self adult voice', '2 self 2 voice']);
  });

  it('goes on to the next speaker without a target where the adult does not know it', () => {
    const { c, tapping } = adultAt(free);
    tapping.tap(2);
    tapping.waveOff();
    tapping.tap(3);
    expect(tapping.asking).toBe(3);
    expect(endings(c.facts)).toEqual(['1 self unknown voice']);
  });

  it('lets the adult correct the target, or take it back', () => {
    const { c, tapping } = adultAt(free);
    tapping.tap(2);
    tapping.tap(3);
    tapping.reopen();
    tapping.tap(4);
    expect(c.state.shared.toward).toBe(4);
    tapping.reopen();
    tapping.waveOff();
    expect(c.state.shared.toward).toBe('unknown');
    expect(tapping.asking).toBeNull();
  });

  it('marks one speaker as breaking in, and not the one after', () => {
    const { c, tapping } = adultAt(free);
    tapping.tap(1);
    tapping.waveOff();
    tapping.interrupts = true;
    tapping.tap(2);
    expect(tapping.interrupts).toBe(false);
    tapping.waveOff();
    tapping.tap(3);
    expect(endings(c.facts)).toEqual(['1 interrupted unknown voice', '2 self unknown voice']);
  });
});

describe('the grid of names with the stick', () => {
  it('asks to whom a child speaks only on demand', () => {
    const { c, tapping } = adultAt({ regime: 'called' });
    tapping.tap(3);
    c.adult(3, { type: 'claim' });
    expect(tapping.asking).toBeNull();
    tapping.reopen();
    tapping.tap(1);
    c.adult(3, { type: 'done' });
    expect(endings(c.facts)).toEqual(['1 self 1 voice']);
  });

  it('raises and lowers hands', () => {
    const { c, tapping } = adultAt({ regime: 'queue', thinkSeconds: 5 });
    tapping.tap(4);
    tapping.tap(2);
    tapping.tap(4);
    expect(talkingCircle.view.screen(c.state.shared).hands).toEqual([2]);
  });
});
