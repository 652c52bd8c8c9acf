import { describe, expect, it } from 'vitest';
import { bucketSize, createBucket, createBuckets, refillPerSecond } from './bucket.ts';

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

describe('token buckets by key', () => {
  it('are one for each key, whoever asks for it', () => {
    const buckets = createBuckets(() => 0);
    for (let n = 0; n < bucketSize; n += 1) expect(buckets('one').take(1, 1)).toBe(0);
    expect(buckets('one').take(1, 1)).toBeGreaterThan(0);
    expect(buckets('two').take(1, 1)).toBe(0);
  });

  it('forget only those that are full again, however many keys come', () => {
    let now = 0;
    const buckets = createBuckets(() => now);
    buckets('old').take(bucketSize, 1);
    now += 4000;
    buckets('busy').take(bucketSize, 1);
    now += 1000;
    for (let n = 0; n < 2000; n += 1) buckets(`key-${n}`).take(1, 1);
    expect(buckets('busy').take(bucketSize / 2, 1)).toBeGreaterThan(0);
    expect(buckets('old').take(bucketSize, 1)).toBe(0);
  });
});
