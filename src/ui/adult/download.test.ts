import { afterEach, expect, it, vi } from 'vitest';
import { downloadExport, nameIn, refusalOf } from './download.ts';

const wish = {
  session: null,
  rehearsals: false,
  formats: ['csv'],
  names: false,
  recipient: null,
  language: 'en',
} as const;
afterEach(() => vi.unstubAllGlobals());

it('asks nothing of the server without a token', async () => {
  const fetch = vi.fn();
  vi.stubGlobal('fetch', fetch);
  expect(await downloadExport(null, wish)).toEqual({ ok: false, code: 'signed_out' });
  expect(fetch).not.toHaveBeenCalled();
});

it('sends the token in a header and never in the address', async () => {
  const fetch = vi
    .fn()
    .mockResolvedValue({ ok: false, json: () => Promise.resolve({ code: 'not_permitted' }) });
  vi.stubGlobal('fetch', fetch);
  expect(await downloadExport('secret-token-of-16', wish)).toEqual({ ok: false, code: 'not_permitted' });
  const [url, init] = fetch.mock.calls[0] as [string, { headers: Record<string, string>; body: string }];
  expect(url).toBe('/api/export');
  expect(init.headers['Authorization']).toBe('Bearer secret-token-of-16');
  expect(init.body).not.toContain('secret');
});

it('says so when the laptop cannot be reached', async () => {
  vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('offline')));
  expect(await downloadExport('secret-token-of-16', wish)).toEqual({ ok: false, code: 'offline' });
});

it('words a refusal it does not know as a fault of ours', () => {
  expect(refusalOf({ code: 'disk_full' }).code).toBe('disk_full');
  for (const body of [null, 'x', {}, { code: 7 }, { code: 'toString' }])
    expect(refusalOf(body).code).toBe('server_error');
});

it('takes the file name of the server, and no path from it', () => {
  expect(nameIn('attachment; filename="circletime-2026-11-23.zip"')).toBe('circletime-2026-11-23.zip');
  expect(nameIn('attachment; filename="../../x"')).toBe('circletime.zip');
  expect(nameIn(null)).toBe('circletime.zip');
});
