/** PINs and phrases: kept as scrypt hashes that carry their own parameters, so these may be raised later. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

export const minPinLength = 4;
export class PinTooShort extends Error {}

/** About 0.1 s and 32 MiB on an old laptop: nothing for a teacher, much for whoever tries ten thousand PINs. */
const cost = { N: 2 ** 15, r: 8, p: 1 };
const keyLength = 32;
const saltLength = 16;

interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** `scrypt$N$r$p$salt$key`, salt and key in base64url. The PIN is compared as typed, but for its Unicode form. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(saltLength);
  const key = await derive(pin, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** False also for a hash that is not of our making. */
export async function pinMatches(pin: string, hash: string): Promise<boolean> {
  const [kind, N, r, p, salt, key] = hash.split('$');
  if (kind !== 'scrypt' || !salt || !key) return false;
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(pin, Buffer.from(salt, 'base64url'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function derive(pin: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // 128·N·r bytes and a little are needed; Node's default ceiling of 32 MiB is below that.
    scrypt(pin.normalize('NFKC'), salt, keyLength, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
