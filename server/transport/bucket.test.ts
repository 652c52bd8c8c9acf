import { describe, expect, it } from 'vitest';
import { bucketSize, createBucket, refillPerSecond } from './bucket.ts';

describe('a token bucket', () => {
  it('lets a full outbox of fifty through at once, with the hello before it', () => {
    const bucket = createBucket(() => 0);
    expect(bucket.take(5, 1)).toBe(0);
    expect(Array.from({ length: 50 }, () => bucket.take(1, 1))).toEqual(Array.from({ length: 50 }, () => 0));
  });

  it('refuses when it is empty, and tells when a try would pass', () => {
    let now = 0;
    const bucket = createBucket(() => now);
    for (let n = 0; n < bucketSize; n += 1) bucket.take(1, 1);
    const wait = bucket.take(1, 1);
    expect(wait).toBe(1000 / refillPerSecond);
    now += wait - 1;
    expect(bucket.take(1, 1)).toBeGreaterThan(0);
    now += 1;
    expect(bucket.take(1, 1)).toBe(0);
  });

  it('never holds more than its size', () => {
    let now = 0;
    const bucket = createBucket(() => now);
    now += 3_600_000;
    expect(
      Array.from({ length: bucketSize + 1 }, () => bucket.take(1, 1)).filter((wait) => wait > 0),
    ).toHaveLength(1);
  });

  it('refills faster for those who may send faster', () => {
    let now = 0;
    const bucket = createBucket(() => now);
    for (let n = 0; n < bucketSize; n += 1) bucket.take(1, 10);
    now += 1000 / refillPerSecond / 10;
    expect(bucket.take(1, 10)).toBe(0);
  });
});
