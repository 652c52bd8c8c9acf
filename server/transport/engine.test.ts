import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { NotUpgraded, opcodes, openRaw, websocketPath } from '../../tests/support/rawSocket.ts';
import type { RawOptions, RawSocket } from '../../tests/support/rawSocket.ts';
import { createArrivals } from './arrivals.ts';
import type { Sockets } from './audience.ts';
import { openSockets } from './engine.ts';
import { createHostCheck } from './hosts.ts';
import { classroomLimits } from './limits.ts';
import type { Limits } from './limits.ts';

const pollPath = '/socket.io/?EIO=4&transport=polling';
const mono = () => performance.now();
const after = (ms: number, call: () => void) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};

let http: Server;
let io: Sockets;
let port: number;
const opened: RawSocket[] = [];

async function listen(over: Partial<Limits> = {}): Promise<void> {
  const limits = { ...classroomLimits, ...over };
  http = createServer();
  const arrivals = createArrivals({ mono, after }, limits);
  io = openSockets({ http, ours: createHostCheck('127.0.0.1'), arrivals, limits, mono });
  io.on('connection', (socket) =>
    socket.onAny((_event, answer: unknown) => {
      if (typeof answer === 'function') (answer as (told: string) => void)('heard');
    }),
  );
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  port = (http.address() as AddressInfo).port;
}

afterEach(async () => {
  // No client of this file answers a goodbye.
  for (const { tcp } of opened.splice(0)) tcp.destroy();
  await io.close();
});

const url = (path: string) => `http://127.0.0.1:${port}${path}`;
async function raw(options: Partial<RawOptions> = {}): Promise<RawSocket> {
  const socket = await openRaw({ port, ...options });
  opened.push(socket);
  return socket;
}

/** A polling connection, by its id. */
async function poll(): Promise<string> {
  const opened = await (await fetch(url(pollPath))).text();
  return (JSON.parse(opened.slice(1)) as { sid: string }).sid;
}

/** How many come in when `count` try at once. */
async function admitted(count: number, path = websocketPath): Promise<number> {
  const tries = Array.from({ length: count }, () =>
    raw({ path }).then(Boolean, (error: unknown) => {
      if (error instanceof NotUpgraded) return false;
      throw error;
    }),
  );
  return (await Promise.all(tries)).filter(Boolean).length;
}

/** Both ends agree: the connection joined the namespace, and an event is answered. */
async function joined(
  options: Partial<RawOptions> = {},
): Promise<{ readonly socket: RawSocket; readonly texts: string[] }> {
  const texts: string[] = [];
  const socket = await raw({ ...options, onText: (text) => void texts.push(text) });
  socket.text('40');
  await expect.poll(() => texts.some((text) => text.startsWith('40'))).toBe(true);
  return { socket, texts };
}

it('opens no more connections of one address in a second than it may, and says why', async () => {
  await listen();
  expect(await admitted(60)).toBe(classroomLimits.handshakesPerSecond);
  const refused = await fetch(url(pollPath));
  expect([refused.status, await refused.json()]).toEqual([403, { code: 4, message: 'haste' }]);
});

it('counts a connection that names an empty id like any other', async () => {
  await listen();
  expect(await admitted(60, `${websocketPath}&sid=`)).toBe(classroomLimits.handshakesPerSecond);
});

it('keeps no more connections of one address than it may, and says why', async () => {
  await listen({ connectionsPerAddress: 3 });
  expect(await admitted(5)).toBe(3);
  expect(await (await fetch(url(pollPath))).json()).toEqual({ code: 4, message: 'crowd' });
});

it('ends a connection that says nothing, over websocket and polling', async () => {
  await listen({ greetWithinMs: 100 });
  const silent = await raw();
  const sid = await poll();
  await silent.closed;
  await expect.poll(() => io.engine.clientsCount).toBe(0);
  expect((await fetch(url(`${pollPath}&sid=${sid}`))).status).toBe(400);
});

it('makes room where too many wait for their hello: a flood puts out its own, not a tablet', async () => {
  await listen({ pending: 10 });
  const tablet = await raw({ from: '127.0.0.9' });
  const flood = await Promise.all(Array.from({ length: 15 }, () => raw({ from: '127.0.0.66' })));
  await expect.poll(() => flood.filter(({ open }) => open).length).toBe(9);
  expect(tablet.open).toBe(true);
});

it.each([{ host: 'evil.example' }, { host: '127.0.0.1', origin: 'http://evil.example' }])(
  'refuses %s at every request, not only a connection’s first',
  async (headers) => {
    await listen();
    const sid = await poll();
    const path = `/socket.io/?EIO=4&transport=websocket&sid=${sid}`;
    await expect(raw({ path, headers: { Host: headers.host, ...headers } })).rejects.toThrow(NotUpgraded);
    expect(io.engine.clientsCount).toBe(1);
    (await raw({ path })).text('2probe');
  },
);

it('drops a reader that leaves more unread than it may; who reads the same goes on', async () => {
  await listen();
  const { socket: stalled } = await joined();
  const { socket: reader, texts } = await joined();
  stalled.tcp.pause();
  // The system takes some megabytes before anything waits with us.
  const page = 'x'.repeat(60_000);
  for (let told = 0; told < 2000 && io.sockets.sockets.size === 2; told += 10) {
    for (let n = 0; n < 10; n += 1) io.emit('publish', { page } as never);
    await expect.poll(() => texts.filter((text) => text.startsWith('42')).length).toBe(told + 10);
  }
  expect(io.sockets.sockets.size).toBe(1);
  expect(reader.open).toBe(true);
});

it('sends a long answer to a reader that reads, though it is more than may wait', async () => {
  await listen({ backlogBytes: 1000 });
  const { texts } = await joined();
  io.emit('publish', { page: 'x'.repeat(300_000) } as never);
  await expect.poll(() => texts.find((text) => text.startsWith('42'))?.length).toBeGreaterThan(300_000);
});

it('drops a poll that is never fetched when more waits for it than may', async () => {
  await listen({ backlogBytes: 10_000 });
  const sid = await poll();
  await fetch(url(`${pollPath}&sid=${sid}`), { method: 'POST', body: '40' });
  await expect.poll(() => io.sockets.sockets.size).toBe(1);
  for (let n = 0; n < 5; n += 1) io.emit('publish', { page: 'x'.repeat(3000) } as never);
  await expect.poll(() => io.sockets.sockets.size).toBe(0);
});

it('leaves a flood of websocket pings unanswered: no answers heap up for who does not read them', async () => {
  await listen();
  const { socket, texts } = await joined();
  let bytes = 0;
  socket.tcp.on('data', (chunk: Buffer) => (bytes += chunk.length));
  for (let n = 0; n < 2000; n += 1) socket.frame(opcodes.ping, Buffer.alloc(125));
  socket.text('421["event"]');
  await expect.poll(() => texts).toContain('431["heard"]');
  expect(bytes).toBeLessThan(100);
});

it.each(['3', '2', '40/nowhere,', '421["event"]', '42["event"]'])(
  'ends a connection that sends %s faster than any page, and serves the next',
  async (frame) => {
    await listen({ frames: { atOnce: 50, perSecond: 1 } });
    const { socket } = await joined();
    for (let n = 0; n < 100; n += 1) socket.text(frame);
    await socket.closed;
    expect((await joined()).socket.open).toBe(true);
  },
);

it('ends a connection that probes for a better transport without end', async () => {
  await listen({ frames: { atOnce: 50, perSecond: 1 } });
  const sid = await poll();
  const probe = await raw({ path: `${websocketPath}&sid=${sid}` });
  for (let n = 0; n < 100; n += 1) probe.text('2probe');
  await probe.closed;
  expect(io.engine.clientsCount).toBe(0);
});

it('does not wait long for who does not answer its goodbye', async () => {
  await listen();
  const { socket } = await joined();
  socket.tcp.pause();
  const began = performance.now();
  await io.close();
  // Where it waited as long as the library does of itself, it would be half a minute.
  expect(performance.now() - began).toBeLessThan(15_000);
  await listen();
});
