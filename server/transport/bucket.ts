/** Rates: a token bucket for what comes in bursts, a window for what must stay below so many in any second. */
import type { Rate } from './limits.ts';

export interface Bucket {
  /** Takes `cost` tokens and answers 0, or takes none and answers the ms until it could. `speed` scales the refill. */
  take(cost: number, speed: number): number;
}

/** `mono` is monotonic ms. */
export function createBucket(mono: () => number, { atOnce, perSecond }: Rate): Bucket {
  let tokens = atOnce;
  let at = mono();
  return {
    take(cost, speed) {
      const now = mono();
      const perMs = (perSecond * speed) / 1000;
      tokens = Math.min(atOnce, tokens + (now - at) * perMs);
      at = now;
      if (tokens < cost) return Math.ceil((cost - tokens) / perMs);
      tokens -= cost;
      return 0;
    },
  };
}

/** A bucket for each key: the same one to everybody who asks for that key. */
export function createBuckets(mono: () => number, rate: Rate): (key: string) => Bucket {
  // Full again by then, and so as good as a new one.
  const keep = createKeep<Bucket>(mono, (rate.atOnce / rate.perSecond) * 1000);
  return (key) => keep(key, () => createBucket(mono, rate));
}

/** For each key: whether one more may happen now, of which no second may hold more than `most`; it then has. */
export function createWindows(mono: () => number, most: number): (key: string) => boolean {
  const keep = createKeep<number[]>(mono, 1000);
  return (key) => {
    const times = keep(key, () => []);
    const now = mono();
    while (times[0] !== undefined && now - times[0] >= 1000) times.shift();
    if (times.length >= most) return false;
    times.push(now);
    return true;
  };
}

/** More keys than a class has devices; below this nothing needs tidying. */
const manyKeys = 200;

/** What is kept of each key; what nobody asked for during `staleMs` is no longer needed. */
function createKeep<T>(mono: () => number, staleMs: number): (key: string, make: () => T) => T {
  const kept = new Map<string, { readonly value: T; usedAt: number }>();
  let tidiedAt = mono();
  return (key, make) => {
    const now = mono();
    const known = kept.get(key);
    if (known) {
      known.usedAt = now;
      return known.value;
    }
    if (kept.size >= manyKeys && now - tidiedAt >= staleMs) {
      tidiedAt = now;
      for (const [other, { usedAt }] of kept) if (now - usedAt >= staleMs) kept.delete(other);
    }
    const value = make();
    kept.set(key, { value, usedAt: now });
    return value;
  };
}
