/**
 * Pseudonyms: an id is told as `P-` and eight letters that only the recipient's key can lead back to. The same key
 * gives the same pseudonym in every export, so that a researcher can follow a child; another key gives another.
 */
import { createHmac, randomBytes } from 'node:crypto';

/** RFC 4648. */
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** 40 bits: among 10,000 ids two agree in one of about 22,000 records. */
const letters = 8;
const keyBytes = 32;

/** Two ids of this record have the same pseudonym under this key: nothing may be exported under it. */
export class PseudonymCollision extends Error {}

/** A new random key, as it is kept. */
export function newKey(): string {
  return randomBytes(keyBytes).toString('base64');
}

/** The bytes of a kept key. */
export function keyOf(kept: string): Uint8Array {
  return Buffer.from(kept, 'base64');
}

/** `P-` and the first eight base32 letters of HMAC-SHA256(key, id). */
export function pseudonym(key: Uint8Array | string, id: string): string {
  const bytes = createHmac('sha256', key).update(id, 'utf8').digest();
  let bits = 0n;
  for (const byte of bytes.subarray(0, (letters * 5) / 8)) bits = (bits << 8n) | BigInt(byte);
  const places = Array.from({ length: letters }, (_, index) => BigInt(5 * (letters - 1 - index)));
  return `P-${places.map((place) => base32.charAt(Number((bits >> place) & 31n))).join('')}`;
}

/**
 * How ids are told under one key. Each id is asked for as often as it stands in a row.
 *
 * @throws PseudonymCollision when two different ids that were asked for have the same pseudonym
 */
export function pseudonyms(key: Uint8Array): (id: string) => string {
  const told = new Map<string, string>();
  const owner = new Map<string, string>();
  return (id) => {
    const known = told.get(id);
    if (known !== undefined) return known;
    const name = pseudonym(key, id);
    if (owner.has(name)) throw new PseudonymCollision(name);
    owner.set(name, id);
    told.set(id, name);
    return name;
  };
}
