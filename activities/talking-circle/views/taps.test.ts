import { describe, expect, it } from 'vitest';
import { circle, isOffered } from '../circle.testing.ts';
import { talkingCircle } from '../rules.ts';
import { circleRegimes } from '../rules.state.ts';
import { tapOn } from './taps.ts';

describe('a tap on a name', () => {
  it.each(circleRegimes)('means only what the rules offer just then (%s)', (regime) => {
    const c = circle({ regime, thinkSeconds: 0 }, 4);
    const check = (): number => {
      const view = talkingCircle.view.facilitator(c.state);
      const deeds = ([...view.seats, 'adult'] as const).flatMap((who) =>
        [false, true].map((interrupts) => tapOn(view, who, interrupts)),
      );
      const meant = deeds.filter((deed) => deed !== null);
      for (const deed of meant) expect(isOffered(c.state, deed)).toBe(true);
      return meant.length;
    };
    const before = check();
    expect(before === 0).toBe(regime === 'forced');
    c.act(2, { type: 'raise' });
    c.adult('adult', { type: 'call', seat: 2 });
    c.adult(2, { type: 'speak', interrupts: false });
    check();
    c.adult(2, { type: 'claim' });
    check();
    c.give({ kind: 'end' });
    expect(check()).toBe(0);
  });
});
