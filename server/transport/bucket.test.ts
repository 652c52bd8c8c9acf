import { describe, expect, it } from 'vitest';
import { createBucket, createBuckets, createWindows } from './bucket.ts';
import { classroomLimits } from './limits.ts';

const rate = classroomLimits.messages;
const { atOnce, perSecond } = rate;

describe('a token bucket', () => {
  it('lets a full outbox of fifty through at once, with the hello before it', () => {
    const bucket = createBucket(() => 0, rate);
    expect(bucket.take(5, 1)).toBe(0);
    expect(Array.from({ length: 50 }, () => bucket.take(1, 1))).toEqual(Array.from({ length: 50 }, () => 0));
  });

  it('refuses when it is empty, and tells when a try would pass', () => {
    let now = 0;
    const bucket = createBucket(() => now, rate);
    for (let n = 0; n < atOnce; n += 1) bucket.take(1, 1);
    const wait = bucket.take(1, 1);
    expect(wait).toBe(1000 / perSecond);
    now += wait - 1;
    expect(bucket.take(1, 1)).toBeGreaterThan(0);
    now += 1;
    expect(bucket.take(1, 1)).toBe(0);
  });

  it('never holds more than its size', () => {
    let now = 0;
    const bucket = createBucket(() => now, rate);
    now += 3_600_000;
    expect(
      Array.from({ length: atOnce + 1 }, () => bucket.take(1, 1)).filter((wait) => wait > 0),
    ).toHaveLength(1);
  });

  it('refills faster for those who may send faster', () => {
    let now = 0;
    const bucket = createBucket(() => now, rate);
    for (let n = 0; n < atOnce; n += 1) bucket.take(1, 10);
    now += 1000 / perSecond / 10;
    expect(bucket.take(1, 10)).toBe(0);
  });
});

describe('token buckets by key', () => {
  it('are one for each key, whoever asks for it', () => {
    const buckets = createBuckets(() => 0, rate);
    for (let n = 0; n < atOnce; n += 1) expect(buckets('one').take(1, 1)).toBe(0);
    expect(buckets('one').take(1, 1)).toBeGreaterThan(0);
    expect(buckets('two').take(1, 1)).toBe(0);
  });

  it('forget only those that are full again, however many keys come', () => {
    let now = 0;
    const buckets = createBuckets(() => now, rate);
    buckets('old').take(atOnce, 1);
    now += 4000;
    buckets('busy').take(atOnce, 1);
    now += 1000;
    for (let n = 0; n < 2000; n += 1) buckets(`key-${n}`).take(1, 1);
    expect(buckets('busy').take(atOnce / 2, 1)).toBeGreaterThan(0);
    expect(buckets('old').take(atOnce, 1)).toBe(0);
  });
});

describe('a window', () => {
  it('lets no second hold more than so many, whenever they come', () => {
    let now = 0;
    const allowed = createWindows(() => now, 20);
    const passed: number[] = [];
    for (; now < 10_000; now += 7) if (allowed('one')) passed.push(now);
    expect(passed.length).toBeGreaterThan(150);
    for (const [index, at] of passed.entries())
      expect((passed[index + 20] ?? Infinity) - at).toBeGreaterThanOrEqual(1000);
  });

  it('is one for each key, and a refusal takes no place in it', () => {
    let now = 0;
    const allowed = createWindows(() => now, 2);
    expect([allowed('one'), allowed('one'), allowed('one'), allowed('two')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    now = 999;
    expect(allowed('one')).toBe(false);
    now = 1000;
    expect(allowed('one')).toBe(true);
  });

  it('goes on counting those of the last second when many other keys come', () => {
    let now = 0;
    const allowed = createWindows(() => now, 1);
    for (let n = 0; n < 300; n += 1) allowed(`early ${n}`);
    now = 900;
    allowed('one');
    now = 1100;
    for (let n = 0; n < 300; n += 1) allowed(`late ${n}`);
    expect(allowed('one')).toBe(false);
  });
});
