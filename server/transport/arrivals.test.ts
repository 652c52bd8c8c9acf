import { describe, expect, it } from 'vitest';
import { connectionsPerAddress, createArrivals } from './arrivals.ts';

const phone = '192.168.1.44';

describe('one address', () => {
  it('may keep so many connections and no more; each that closes makes room', () => {
    const arrivals = createArrivals(() => 0);
    for (let n = 0; n < connectionsPerAddress; n += 1) {
      expect(arrivals.admits(phone)).toBe(true);
      arrivals.opened(phone);
    }
    expect(arrivals.admits(phone)).toBe(false);
    expect(arrivals.admits('192.168.1.45')).toBe(true);
    arrivals.closed(phone);
    expect(arrivals.admits(phone)).toBe(true);
  });

  it('may say hello twenty times at once, a class behind one router, then waits as long as it is told', () => {
    let now = 0;
    const arrivals = createArrivals(() => now);
    expect(Array.from({ length: 20 }, () => arrivals.hello(phone))).toEqual(
      Array.from({ length: 20 }, () => 0),
    );
    const wait = arrivals.hello(phone);
    expect(wait).toBeGreaterThan(0);
    expect(arrivals.hello('192.168.1.45')).toBe(0);
    now += wait;
    expect(arrivals.hello(phone)).toBe(0);
  });

  it('is not bound where it is the laptop itself', () => {
    const arrivals = createArrivals(() => 0);
    for (let n = 0; n < 200; n += 1) {
      expect(arrivals.admits('::ffff:127.0.0.1')).toBe(true);
      arrivals.opened('::ffff:127.0.0.1');
      expect(arrivals.hello('::ffff:127.0.0.1')).toBe(0);
    }
  });
});
