/**
 * What one address may ask of the listener before anybody knows whose it is: how fast connections come, how many
 * stand, how long they may stay without a hello, and how fast hellos are said. Without these one pupil's script could
 * fill the database with devices and hold up everybody's hello. The laptop's own addresses are bound like any other.
 */
import type { Clocks } from '../session/api.ts';
import { createBuckets, createWindows } from './bucket.ts';
import type { Limits } from './limits.ts';

/** Tokens of a hello. */
const helloCost = 5;

/** A live connection, as far as its arrival goes. */
export interface Arriving {
  readonly remoteAddress: string;
}

export interface Arrivals {
  /** Why no connection of this address may open now; null where one may, which then counts. */
  refusal(address: string | undefined): 'crowd' | 'haste' | null;
  /** From now on its hello is waited for. `end` ends it, when none came in time or others need the room. */
  opened(connection: Arriving, end: () => void): void;
  greeted(connection: Arriving): void;
  closed(connection: Arriving): void;
  /** 0 where a hello may be said now, else the ms until then. */
  hello(address: string): number;
}

type Bounds = Pick<
  Limits,
  'handshakesPerSecond' | 'connectionsPerAddress' | 'pending' | 'greetWithinMs' | 'hellos'
>;

interface Waiting {
  readonly end: () => void;
  readonly stopWaiting: () => void;
}

export function createArrivals({ mono, after }: Pick<Clocks, 'mono' | 'after'>, limits: Bounds): Arrivals {
  const open = new Map<string, number>();
  /** In the order of their coming. */
  const pending = new Map<Arriving, Waiting>();
  const mayCome = createWindows(mono, limits.handshakesPerSecond);
  const hellos = createBuckets(mono, limits.hellos);

  function settled(connection: Arriving): void {
    pending.get(connection)?.stopWaiting();
    pending.delete(connection);
  }
  function makeRoom(): void {
    const out = oldestOfTheMost([...pending.keys()]);
    const waiting = out && pending.get(out);
    if (!waiting) return;
    settled(out);
    waiting.end();
  }

  return {
    refusal: (address = '') => {
      if ((open.get(address) ?? 0) >= limits.connectionsPerAddress) return 'crowd';
      return mayCome(address) ? null : 'haste';
    },
    opened: (connection, end) => {
      const { remoteAddress } = connection;
      open.set(remoteAddress, (open.get(remoteAddress) ?? 0) + 1);
      if (pending.size >= limits.pending) makeRoom();
      pending.set(connection, { end, stopWaiting: after(limits.greetWithinMs, end) });
    },
    greeted: settled,
    closed: (connection) => {
      settled(connection);
      const { remoteAddress } = connection;
      const left = (open.get(remoteAddress) ?? 1) - 1;
      if (left > 0) open.set(remoteAddress, left);
      else open.delete(remoteAddress);
    },
    hello: (address) => hellos(address).take(helloCost, 1),
  };
}

/** The oldest of the address that has the most: a tablet that comes alone is not put out by another's flood. */
function oldestOfTheMost(waiting: readonly Arriving[]): Arriving | undefined {
  const counts = new Map<string, number>();
  for (const { remoteAddress } of waiting) counts.set(remoteAddress, (counts.get(remoteAddress) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return waiting.find(({ remoteAddress }) => counts.get(remoteAddress) === most);
}
