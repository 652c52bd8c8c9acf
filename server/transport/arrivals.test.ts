import { describe, expect, it } from 'vitest';
import { fakeClocks } from '../../tests/support/fakeClocks.ts';
import { createArrivals } from './arrivals.ts';
import type { Arrivals } from './arrivals.ts';
import { classroomLimits } from './limits.ts';

const { connectionsPerAddress, handshakesPerSecond, pending, greetWithinMs } = classroomLimits;
const phone = '192.168.1.44';
const laptop = '127.0.0.1';

function room() {
  const clocks = fakeClocks();
  const arrivals = createArrivals(clocks, classroomLimits);
  const ended: string[] = [];
  return {
    clocks,
    arrivals,
    ended,
    open: (address: string, name = address) => open(arrivals, ended, address, name),
  };
}

/** One that came; ended, it closes as a real one does. */
function open(arrivals: Arrivals, ended: string[], remoteAddress: string, name: string) {
  const connection = { remoteAddress };
  arrivals.opened(connection, () => {
    ended.push(name);
    arrivals.closed(connection);
  });
  return connection;
}

describe('one address', () => {
  it.each([phone, laptop])(
    '%s may keep so many connections and no more; each that closes makes room',
    (address) => {
      const { clocks, arrivals, open } = room();
      const standing = [];
      while (standing.length < connectionsPerAddress) {
        const refusal = arrivals.refusal(address);
        if (refusal === 'haste') clocks.pass(1000);
        else {
          expect(refusal).toBeNull();
          standing.push(open(address));
          arrivals.greeted(standing.at(-1)!);
        }
      }
      clocks.pass(1000);
      expect(arrivals.refusal(address)).toBe('crowd');
      expect(arrivals.refusal('192.168.1.45')).toBeNull();
      arrivals.closed(standing[0]!);
      expect(arrivals.refusal(address)).toBeNull();
    },
  );

  it.each([phone, laptop])('%s may open twenty connections in any second', (address) => {
    const { clocks, arrivals } = room();
    const came = Array.from({ length: 100 }, () => arrivals.refusal(address));
    expect(came.filter((refusal) => refusal === null)).toHaveLength(handshakesPerSecond);
    expect(came.at(-1)).toBe('haste');
    expect(arrivals.refusal('192.168.1.45')).toBeNull();
    clocks.pass(1000);
    expect(arrivals.refusal(address)).toBeNull();
  });

  it.each([phone, laptop])(
    '%s may say hello twenty times at once, a class behind one router, then waits as long as it is told',
    (address) => {
      const { clocks, arrivals } = room();
      expect(Array.from({ length: 20 }, () => arrivals.hello(address))).toEqual(
        Array.from({ length: 20 }, () => 0),
      );
      const wait = arrivals.hello(address);
      expect(wait).toBeGreaterThan(0);
      expect(arrivals.hello('192.168.1.45')).toBe(0);
      clocks.pass(wait);
      expect(arrivals.hello(address)).toBe(0);
    },
  );
});

describe('a connection without a hello', () => {
  it('is ended after a while; one that said hello in time is not', () => {
    const { clocks, arrivals, ended, open } = room();
    open(phone, 'silent');
    const greeted = open(phone, 'greeted');
    clocks.pass(greetWithinMs - 1);
    arrivals.greeted(greeted);
    expect(ended).toEqual([]);
    clocks.pass(greetWithinMs);
    expect(ended).toEqual(['silent']);
  });

  it('leaves no callback behind when it closes by itself', () => {
    const { clocks, arrivals, open } = room();
    arrivals.closed(open(phone));
    expect(clocks.waiting).toBe(0);
  });

  it('makes room where too many wait: the oldest of the address that has the most', () => {
    const { arrivals, ended, open } = room();
    open('192.168.1.7', 'tablet');
    for (let n = 1; n < pending; n += 1) open(phone, `flood ${n}`);
    expect(ended).toEqual([]);
    open('192.168.1.8', 'another tablet');
    open(phone, 'more flood');
    expect(ended).toEqual(['flood 1', 'flood 2']);
    // Who said hello is not in question any more.
    const late = open('192.168.1.9', 'late');
    arrivals.greeted(late);
    for (let n = 0; n < 3 * pending; n += 1) open(phone);
    expect(ended).not.toContain('tablet');
    expect(ended).not.toContain('late');
  });

  it('is ended in the order of coming where each has an address of its own', () => {
    const { ended, open } = room();
    for (let n = 0; n < pending + 2; n += 1) open(`10.0.0.${n}`);
    expect(ended).toEqual(['10.0.0.0', '10.0.0.1']);
  });
});
