import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createHostCheck } from './hosts.ts';

const ours = createHostCheck('0.0.0.0', () => ['192.168.1.5', 'fe80::1']);
const asked = (host: string | undefined, origin?: string) =>
  ours({ headers: { ...(host === undefined ? {} : { host }), ...(origin === undefined ? {} : { origin }) } });

describe('a request', () => {
  it('is ours under the names and addresses of this machine', () => {
    for (const host of [
      'localhost:8765',
      '127.0.0.1',
      '[::1]:8765',
      '192.168.1.5:8765',
      '[fe80::1]',
      `${hostname()}:1`,
    ])
      expect(asked(host), host).toBe(true);
  });

  it('is not ours under another name, which a rebound DNS entry would carry', () => {
    const strangers = [
      'evil.example',
      '192.168.1.6:8765',
      '0.0.0.0:8765',
      'localhost.evil.example',
      '',
      'a b',
      undefined,
    ];
    for (const host of strangers) expect(asked(host), String(host)).toBe(false);
  });

  it('that a page made must come from a page of the very host it calls', () => {
    expect(asked('192.168.1.5:8765', 'http://192.168.1.5:8765')).toBe(true);
    for (const origin of [
      'http://evil.example',
      'http://192.168.1.5:9999',
      'http://localhost:8765',
      'null',
      '',
    ])
      expect(asked('192.168.1.5:8765', origin), origin).toBe(false);
  });

  it('is ours under the name the server was told to listen on', () => {
    const named = createHostCheck('class.lan', () => []);
    expect(named({ headers: { host: 'Class.LAN:8765' } })).toBe(true);
  });
});
