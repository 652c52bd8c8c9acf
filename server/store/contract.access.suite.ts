/** The store contract for accounts, known devices and settings. */
import { describe, expect, it } from 'vitest';
import { nine } from '../../tests/support/rows.ts';
import type { KnownDevice, Store } from './port.ts';

const tablet: KnownDevice = {
  device: 'd1',
  tokenHash: 'hash-1',
  role: 'tablet',
  session: 's1',
  account: null,
  language: 'zh-CN',
  seenWall: nine,
};

export function storeAccessContract(store: () => Store, reopen: () => Promise<void>): void {
  describe('access', () => {
    it('keeps an account and lets it be changed', async () => {
      const account = { account: 'a1', name: '李老师', role: 'admin', pinHash: 'scrypt$1' } as const;
      await store().putAccount(account);
      await store().putAccount({ ...account, pinHash: 'scrypt$2' });
      await reopen();
      expect(await store().accounts()).toEqual([{ ...account, pinHash: 'scrypt$2' }]);
    });

    it('finds a device by the hash of its token, until the token changes or the device is forgotten', async () => {
      await store().putDevice(tablet);
      expect(await store().deviceByToken('hash-1')).toEqual(tablet);
      const renewed = { ...tablet, tokenHash: 'hash-2', role: 'visitor', session: null } as const;
      await store().putDevice(renewed);
      await reopen();
      expect(await store().deviceByToken('hash-1')).toBeNull();
      expect(await store().deviceByToken('hash-2')).toEqual(renewed);
      await store().forgetDevice('d1');
      expect(await store().deviceByToken('hash-2')).toBeNull();
    });

    it('gives a token to one device only', async () => {
      await store().putDevice(tablet);
      await expect(store().putDevice({ ...tablet, device: 'd2' })).rejects.toMatchObject({
        code: 'not_saved',
      });
    });

    it('keeps settings', async () => {
      expect(await store().setting('language')).toBeNull();
      await store().putSetting('language', 'zh-CN');
      await store().putSetting('language', 'en');
      await reopen();
      expect(await store().setting('language')).toBe('en');
    });
  });
}
