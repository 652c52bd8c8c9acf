import { describe, expect, it } from 'vitest';
import { hashPin, pinMatches } from './pin.ts';

describe('a PIN', () => {
  it('fits its own hash and no other PIN does', async () => {
    const hash = await hashPin('2468');
    expect(await pinMatches('2468', hash)).toBe(true);
    expect(await pinMatches('2469', hash)).toBe(false);
    expect(await pinMatches('', hash)).toBe(false);
  });

  it('is salted: the same PIN has another hash each time, and the PIN is not in it', async () => {
    const [one, two] = [await hashPin('1111'), await hashPin('1111')];
    expect(one).not.toBe(two);
    expect(one).not.toContain('1111');
  });

  it('costs at least 2^15 rounds of scrypt', async () => {
    expect(Number((await hashPin('2468')).split('$')[1])).toBeGreaterThanOrEqual(2 ** 15);
  });

  it('may be a phrase in any script, however its characters are composed', async () => {
    const hash = await hashPin('围圈 café');
    expect(await pinMatches('围圈 café'.normalize('NFD'), hash)).toBe(true);
  });

  it('fits nothing that is not a hash of ours', async () => {
    for (const hash of ['', 'plain', 'scrypt$1$2', 'md5$1$1$1$c2FsdA$a2V5'])
      expect(await pinMatches('2468', hash)).toBe(false);
  });
});
