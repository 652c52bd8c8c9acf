import { describe, expect, it } from 'vitest';
import { maxRosterBytes, rosterBase64, rosterText } from './rosterBytes.ts';

describe('a roster for the wire', () => {
  it('keeps every byte, whatever the encoding', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(Uint8Array.from(Buffer.from(rosterBase64(bytes) ?? '', 'base64'))).toEqual(bytes);
  });

  it('sends pasted Chinese as UTF-8', () => {
    expect(Buffer.from(rosterText('小雨\n石头') ?? '', 'base64').toString('utf8')).toBe('小雨\n石头');
  });

  it('refuses what the wire would refuse', () => {
    expect(rosterBase64(new Uint8Array(maxRosterBytes))).not.toBeNull();
    expect(rosterBase64(new Uint8Array(maxRosterBytes + 1))).toBeNull();
  });
});
