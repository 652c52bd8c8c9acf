/** A token bucket: how fast one socket may send. */

/** Room for a full outbox of fifty and the hello before it, with some to spare. */
export const bucketSize = 100;
/** Far above what a group of children can tap, far below what would hold up the class. */
export const refillPerSecond = 20;

export interface Bucket {
  /** Takes `cost` tokens and answers 0, or takes none and answers the ms until it could. `speed` scales the refill. */
  take(cost: number, speed: number): number;
}

/** `mono` is monotonic ms. */
export function createBucket(mono: () => number): Bucket {
  let tokens = bucketSize;
  let at = mono();
  return {
    take(cost, speed) {
      const now = mono();
      const perMs = (refillPerSecond * speed) / 1000;
      tokens = Math.min(bucketSize, tokens + (now - at) * perMs);
      at = now;
      if (tokens < cost) return Math.ceil((cost - tokens) / perMs);
      tokens -= cost;
      return 0;
    },
  };
}
