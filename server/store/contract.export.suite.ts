/** The store contract for what is given out: the keys of pseudonyms, and the list. */
import { describe, expect, it } from 'vitest';
import { nine } from '../../tests/support/rows.ts';
import type { ExportLine, Store } from './port.ts';

const line: ExportLine = {
  id: 'e1',
  wall: nine,
  account: 'a1',
  scope: { session: null, from: '2026-03-01', to: null, rehearsals: false, lessons: 3, children: 12 },
  formats: ['csv', 'boris'],
  names: false,
  recipient: '某大学',
  k: 2,
};

export function storeExportContract(store: () => Store, reopen: () => Promise<void>): void {
  describe('exports', () => {
    it('keeps the first key of a recipient, whatever the letters’ width and case, and one for the school', async () => {
      expect(await store().recipientKey('Univ A', 'key-1')).toBe('key-1');
      expect(await store().recipientKey(null, 'key-2')).toBe('key-2');
      await reopen();
      expect(await store().recipientKey(' ｕｎｉｖ A ', 'key-3')).toBe('key-1');
      expect(await store().recipientKey('Univ B', 'key-4')).toBe('key-4');
      expect(await store().recipientKey(null, 'key-5')).toBe('key-2');
    });

    it('lists what was given out, the newest first', async () => {
      const named = {
        ...line,
        id: 'e2',
        wall: nine + 1,
        account: null,
        names: true,
        recipient: null,
        k: null,
      };
      await store().logExport(line);
      await store().logExport(named);
      await reopen();
      expect(await store().exports()).toEqual([named, line]);
    });

    it('writes no line twice', async () => {
      await store().logExport(line);
      await expect(store().logExport(line)).rejects.toMatchObject({ code: 'not_saved' });
    });
  });
}
