/**
 * The load: all clients in one process, on a core of its own. An open loop sends when its clock says so, whether or not the
 * server keeps up, and measures from that moment; a closed loop keeps so many acts of each tablet under way.
 */
import { createClient } from './clients.ts';
import type { Client, Kind } from './clients.ts';
import type { Room } from './contestant.ts';
import { clientsPerRoom } from './rooms.ts';

export type Order =
  /** Connects everybody, a room's clients side by side. */
  | { readonly order: 'join'; readonly kind: Kind; readonly port: number; readonly rooms: readonly Room[] }
  | { readonly order: 'sitDown' }
  /** Everybody leaves, and is back. */
  | { readonly order: 'comeBack' }
  | { readonly order: 'open'; readonly perSecond: number; readonly seconds: number }
  | { readonly order: 'closed'; readonly underWay: number; readonly seconds: number }
  | { readonly order: 'stop' };

export interface Joined {
  readonly ms: number;
}
/** Of one loop: what was sent, and how long until each client of the room had seen it, ms. */
export interface Looped {
  readonly acts: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Share of its core that the load itself took. */
  readonly loadCpu: number;
}
/** What came of all loops so far, by room. */
export interface Told {
  /** Acts that were accepted. */
  readonly acts: readonly (readonly number[])[];
  /** The counter that each client shows, where it shows one. */
  readonly shown: readonly (readonly (number | null)[])[];
}

/** How many connections are being made at a time: fewer than a listener's queue holds. */
const joiningAtATime = 64;
/** How long everything sent may take to be seen by everybody, ms. */
const patienceMs = 30_000;

interface Act {
  readonly room: number;
  /** When it was due, ms. */
  readonly dueAt: number;
  /** Its place in the log; null before the answer, or where there is none. */
  seq: number | null;
  /** Clients that have seen it, where it is told by its number. */
  seen: number;
}

let clients: Client[] = [];
/** All acts of this process, by number; every one has its own. */
const acts: Act[] = [];
/** Publishes as they came: by client, `to` and when. */
let arrivals: { to: number; at: number }[][] = [];
/** Of acts that are told by number. */
let latencies: number[] = [];
let onAccepted = (_act: number): void => undefined;

const listener = {
  seen: (client: Client, what: { readonly to: number } | { readonly act: number }, at: number): void => {
    if ('to' in what) arrivals[indexOf(client)]?.push({ to: what.to, at });
    else {
      const act = acts[what.act];
      if (act === undefined) return;
      act.seen += 1;
      latencies.push(at - act.dueAt);
      // Who sent it knows by its own echo that it went through.
      if (act.seen === clientsPerRoom) onAccepted(what.act);
    }
  },
  accepted: (number: number, seq: number | null): void => {
    const act = acts[number];
    if (act === undefined || seq === null) return;
    act.seq = seq;
    onAccepted(number);
  },
};

const indexOf = ({ room, place }: Client): number => room * clientsPerRoom + place;

async function sideBySide(work: (client: Client) => Promise<void>): Promise<number> {
  const start = performance.now();
  const left = [...clients].reverse();
  const worker = async (): Promise<void> => {
    for (let client = left.pop(); client !== undefined; client = left.pop()) await work(client);
  };
  await Promise.all(Array.from({ length: joiningAtATime }, worker));
  return performance.now() - start;
}

function send(client: Client, dueAt: number): void {
  acts.push({ room: client.room, dueAt, seq: null, seen: 0 });
  client.tap(acts.length - 1);
}

/** Exponential gaps, as taps come that know nothing of one another; the same ones for every contestant. */
async function openLoop(perSecond: number, seconds: number): Promise<void> {
  const tablets = clients.filter(({ place }) => place > 0);
  const draw = drawing(7);
  let due = performance.now();
  const end = due + seconds * 1000;
  while (due < end) {
    for (
      const now = performance.now();
      due <= now && due < end;
      due += -Math.log(1 - draw()) * (1000 / perSecond)
    ) {
      const client = tablets[Math.floor(draw() * tablets.length)];
      if (client) send(client, due);
    }
    // A timer would be late by up to a millisecond; this core has nothing else to do.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function closedLoop(underWay: number, seconds: number): Promise<void> {
  const end = performance.now() + seconds * 1000;
  const tablets = clients.filter(({ place }) => place > 0);
  const sender = new Map<number, Client>();
  const again = (client: Client): void => {
    sender.set(acts.length, client);
    send(client, performance.now());
  };
  await new Promise<void>((resolve) => {
    onAccepted = (act) => {
      const client = sender.get(act);
      sender.delete(act);
      if (client && performance.now() < end) again(client);
      else if (sender.size === 0) resolve();
    };
    for (const client of tablets) for (let n = 0; n < underWay; n += 1) again(client);
  });
  onAccepted = () => undefined;
}

/** Resolves when every client of its room has seen every act since `first`. */
async function allSeen(first: number): Promise<void> {
  const end = performance.now() + patienceMs;
  for (;;) {
    if (unseen(first) === 0) return;
    if (performance.now() > end) throw new Error(`${unseen(first)} acts were not seen by everybody`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function unseen(first: number): number {
  const highest = new Map<number, number>();
  let missing = 0;
  for (const act of acts.slice(first)) {
    if (act.seq !== null) highest.set(act.room, Math.max(act.seq, highest.get(act.room) ?? 0));
    else if (act.seen < clientsPerRoom) missing += 1;
  }
  for (const client of clients) {
    const seen = arrivals[indexOf(client)];
    if ((highest.get(client.room) ?? 0) > (seen?.[seen.length - 1]?.to ?? 0)) missing += 1;
  }
  return missing;
}

/** Of acts that are told by their place in the log: a client has seen one with the first publish that reaches it. */
function latenciesBySeq(first: number): number[] {
  const bySeq = acts.slice(first).filter(({ seq }) => seq !== null);
  bySeq.sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
  return clients.flatMap((client) => {
    const seen = arrivals[indexOf(client)] ?? [];
    let next = 0;
    return bySeq.flatMap(({ room, seq, dueAt }) => {
      if (room !== client.room) return [];
      while (next < seen.length && (seen[next]?.to ?? 0) < (seq ?? 0)) next += 1;
      const at = seen[next]?.at;
      return at === undefined ? [] : [at - dueAt];
    });
  });
}

async function loop(seconds: number, run: () => Promise<void>): Promise<Looped> {
  const first = acts.length;
  arrivals = clients.map((client) => (arrivals[indexOf(client)] ?? []).slice(-1));
  latencies = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  await run();
  await allSeen(first);
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const all = Float64Array.from(latencies.length > 0 ? latencies : latenciesBySeq(first)).sort();
  const at = (share: number): number => all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? NaN;
  const loadCpu = (user + system) / 1000 / wallMs;
  return { acts: acts.length - first, seconds, p50: at(0.5), p99: at(0.99), loadCpu };
}

/** A small generator (mulberry32), so that every contestant gets the same load. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function carryOut(order: Order): Promise<Joined | Looped | Told | null> {
  switch (order.order) {
    case 'join':
      clients = order.rooms.flatMap((room, index) =>
        Array.from({ length: clientsPerRoom }, (_, place) =>
          createClient(order.kind, order.port, room, { room: index, place }, listener),
        ),
      );
      return { ms: await sideBySide((client) => client.join()) };
    case 'sitDown':
      return { ms: await sideBySide((client) => client.sitDown()) };
    case 'comeBack':
      await sideBySide((client) => client.close());
      return { ms: await sideBySide((client) => client.join()) };
    case 'open':
      return loop(order.seconds, () => openLoop(order.perSecond, order.seconds));
    case 'closed':
      return loop(order.seconds, () => closedLoop(order.underWay, order.seconds));
    case 'stop':
      await sideBySide((client) => client.close());
      return told();
  }
}

function told(): Told {
  const rooms = Math.ceil(clients.length / clientsPerRoom);
  const byRoom: number[][] = Array.from({ length: rooms }, () => []);
  const shown: (number | null)[][] = Array.from({ length: rooms }, () => []);
  for (const [number, { room }] of acts.entries()) byRoom[room]?.push(number);
  for (const client of clients) shown[client.room]?.push(client.shown());
  return { acts: byRoom, shown };
}

process.on('message', (order: Order) => {
  carryOut(order).then(
    (answer) => {
      process.send?.({ answer }, () => {
        if (order.order === 'stop') process.exit(0);
      });
    },
    (error: unknown) => {
      process.send?.({ error: String(error) }, () => process.exit(1));
    },
  );
});
