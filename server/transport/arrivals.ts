/**
 * What one address may ask of the listener before anybody knows whose it is: how many connections stand, and how fast
 * they say hello. A school's router may show all tablets under one address, so there is room for a class of them;
 * without a bound one pupil's script could fill the database with devices and hold up everybody's hello.
 * The laptop itself is free: its rehearsals open a connection for each robot.
 */
import { isLoopback } from './addresses.ts';
import { createBuckets } from './bucket.ts';

/** Ten tablets, some phones, and the connections that a weak Wi-Fi has lost but not yet closed. */
export const connectionsPerAddress = 64;
/** Tokens of a hello: twenty at once, then four a second. */
const helloCost = 5;

export interface Arrivals {
  /** Whether one more connection may open. */
  admits(address: string | undefined): boolean;
  opened(address: string): void;
  closed(address: string): void;
  /** 0 where a hello may be said now, else the ms until then. */
  hello(address: string): number;
}

/** `mono` is monotonic ms. */
export function createArrivals(mono: () => number): Arrivals {
  const open = new Map<string, number>();
  const buckets = createBuckets(mono);
  return {
    admits: (address) =>
      address === undefined || isLoopback(address) || (open.get(address) ?? 0) < connectionsPerAddress,
    opened: (address) => void open.set(address, (open.get(address) ?? 0) + 1),
    closed: (address) => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    },
    hello: (address) => (isLoopback(address) ? 0 : buckets(address).take(helloCost, 1)),
  };
}
