import { describe, expect, it } from 'vitest';
import { temporaryStore } from '../../tests/support/temporaryStore.ts';
import { createAttempts, waitAfter } from './attempts.ts';

describe('failed sign-ins', () => {
  it('cost nothing three times, then double up to five minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 11, 12, 1000].map(waitAfter)).toEqual([
      0, 0, 0, 1000, 2000, 4000, 256_000, 300_000, 300_000,
    ]);
  });

  it('make the next try wait, counted from the last failure', async () => {
    let now = 1_000_000;
    const attempts = createAttempts(await temporaryStore(), () => now);
    for (let n = 0; n < 4; n += 1) await attempts.failed('a');
    expect(await attempts.waitMs('a')).toBe(2000);
    now += 1500;
    expect(await attempts.waitMs('a')).toBe(500);
    now += 500;
    expect(await attempts.waitMs('a')).toBe(0);
  });

  it('count for their account alone, and a success forgets them', async () => {
    const attempts = createAttempts(await temporaryStore(), () => 1_000_000);
    for (let n = 0; n < 5; n += 1) await attempts.failed('a');
    expect(await attempts.waitMs('b')).toBe(0);
    await attempts.succeeded('a');
    expect(await attempts.waitMs('a')).toBe(0);
  });

  it('outlive a restart', async () => {
    const store = await temporaryStore();
    const before = createAttempts(store, () => 1_000_000);
    for (let n = 0; n < 6; n += 1) await before.failed('a');
    expect(await createAttempts(store, () => 1_000_000).waitMs('a')).toBe(8000);
  });

  it('never make the wait longer when the clock is set back', async () => {
    let now = 1_000_000;
    const attempts = createAttempts(await temporaryStore(), () => now);
    for (let n = 0; n < 3; n += 1) await attempts.failed('a');
    now = 0;
    expect(await attempts.waitMs('a')).toBe(1000);
  });

  it('slow a try on the laptop by two seconds at most, and never refuse it', async () => {
    const attempts = createAttempts(await temporaryStore(), () => 1_000_000);
    for (let n = 0; n < 50; n += 1) await attempts.failed('a');
    expect(await attempts.slowingMs('a')).toBe(2000);
  });

  it('start anew where what was kept is not readable', async () => {
    const store = await temporaryStore();
    await store.putSetting('failed-sign-ins:a', '{"failures": "many"');
    expect(await createAttempts(store, () => 1_000_000).waitMs('a')).toBe(0);
  });
});
