/** A token bucket: how fast one socket may send. */

/** Room for a full outbox of fifty and the hello before it, with some to spare. */
export const bucketSize = 100;
/** Far above what a group of children can tap, far below what would hold up the class. */
export const refillPerSecond = 20;

export interface Bucket {
  /** Takes `cost` tokens and answers 0, or takes none and answers the ms until it could. `speed` scales the refill. */
  take(cost: number, speed: number): number;
}

/** `mono` is monotonic ms; `size` is what it holds when full. */
export function createBucket(mono: () => number, size = bucketSize): Bucket {
  let tokens = size;
  let at = mono();
  return {
    take(cost, speed) {
      const now = mono();
      const perMs = (refillPerSecond * speed) / 1000;
      tokens = Math.min(size, tokens + (now - at) * perMs);
      at = now;
      if (tokens < cost) return Math.ceil((cost - tokens) / perMs);
      tokens -= cost;
      return 0;
    },
  };
}

/** ms after which any bucket nobody took from is full, and so as good as a new one. */
const fullAfterMs = (bucketSize / refillPerSecond) * 1000;
/** More keys than a class has devices; below this nothing needs tidying. */
const manyKeys = 200;

/** A bucket for each key: the same one to everybody who asks for that key. */
export function createBuckets(mono: () => number): (key: string) => Bucket {
  const kept = new Map<string, { readonly bucket: Bucket; usedAt: number }>();
  return (key) => {
    const known = kept.get(key);
    if (known) {
      known.usedAt = mono();
      return known.bucket;
    }
    if (kept.size >= manyKeys)
      for (const [other, { usedAt }] of kept) if (mono() - usedAt >= fullAfterMs) kept.delete(other);
    const bucket = createBucket(mono);
    kept.set(key, { bucket, usedAt: mono() });
    return bucket;
  };
}
