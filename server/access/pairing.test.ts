import { describe, expect, it } from 'vitest';
import { createPairings, pairingLifeMs } from './pairing.ts';

describe('a pairing code', () => {
  it('has six digits and works once', () => {
    const pairings = createPairings(() => 0);
    const { code } = pairings.offer('facilitator', 'a1');
    expect(code).toMatch(/^\d{6}$/);
    expect(pairings.redeem(code, 'facilitator')).toEqual({ role: 'facilitator', account: 'a1' });
    expect(pairings.redeem(code, 'facilitator')).toBeNull();
  });

  it('works until five minutes have passed', () => {
    let now = 0;
    const pairings = createPairings(() => now);
    const first = pairings.offer('screen', null).code;
    now = pairingLifeMs - 1;
    expect(pairings.redeem(first, 'screen')).not.toBeNull();
    const second = pairings.offer('screen', null).code;
    now += pairingLifeMs;
    expect(pairings.redeem(second, 'screen')).toBeNull();
  });

  it('is void once a newer one for the same role was asked for; other roles keep theirs', () => {
    const pairings = createPairings(() => 0);
    const [old, screen, fresh] = [
      pairings.offer('facilitator', 'a1').code,
      pairings.offer('screen', null).code,
      pairings.offer('facilitator', 'a1').code,
    ];
    expect(pairings.redeem(old, 'facilitator')).toBeNull();
    expect(pairings.redeem(screen, 'screen')).toEqual({ role: 'screen', account: null });
    expect(pairings.redeem(fresh, 'facilitator')).toEqual({ role: 'facilitator', account: 'a1' });
  });

  it('is void after ten wrong guesses', () => {
    const pairings = createPairings(() => 0);
    const { code } = pairings.offer('facilitator', 'a1');
    for (let n = 0; n < 10; n += 1) expect(pairings.redeem('wrong', 'facilitator')).toBeNull();
    expect(pairings.redeem(code, 'facilitator')).toBeNull();
  });

  it('typed on the wrong kind of page is refused like any wrong one, and stays good for the right one', () => {
    const pairings = createPairings(() => 0);
    const { code } = pairings.offer('facilitator', 'a1');
    expect(pairings.redeem(code, 'screen')).toBeNull();
    expect(pairings.redeem(code, 'facilitator')).toEqual({ role: 'facilitator', account: 'a1' });
    const again = pairings.offer('facilitator', 'a1').code;
    for (let n = 0; n < 10; n += 1) pairings.redeem(again, 'screen');
    expect(pairings.redeem(again, 'facilitator')).toBeNull();
  });
});
