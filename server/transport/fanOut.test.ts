/** What is written in one piece is read as what it was, by every kind of connection. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io as connect } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createArrivals } from './arrivals.ts';
import type { Room, Sockets } from './audience.ts';
import { openSockets } from './engine.ts';
import { fanOut } from './fanOut.ts';
import { createHostCheck } from './hosts.ts';
import { classroomLimits as limits } from './limits.ts';

let io: Sockets;
let url: string;
const clients: Socket[] = [];

beforeEach(async () => {
  const http = createServer();
  const mono = () => performance.now();
  const arrivals = createArrivals({ mono, after: () => () => undefined }, limits);
  io = openSockets({ http, ours: createHostCheck('127.0.0.1'), arrivals, limits, mono });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await io.close();
});

/** A client in `listensIn` of the namespace, which the server answers with what it says. */
async function join(space: string, transport: 'websocket' | 'polling', listensIn: string[]): Promise<Socket> {
  const room = io.of(space) as Room;
  room.once('connection', (socket) => {
    void socket.join(listensIn);
    socket.onAny((_event: unknown, said: unknown, answer: (said: unknown) => void) => answer(said));
  });
  const client = connect(url + space, { transports: [transport], forceNew: true, reconnection: false });
  clients.push(client);
  await once(client as never, 'connect');
  return client;
}
const heard = async (client: Socket): Promise<unknown> =>
  ((await once(client as never, 'publish')) as unknown[])[0];

it.each(['/', '/room-1'])('reaches websockets and polls alike, in %s', async (space) => {
  const listeners = [
    await join(space, 'websocket', ['here']),
    await join(space, 'polling', ['here']),
    await join(space, 'websocket', ['there']),
  ];
  const payload = { name: '围圈时光🏮', list: [1, null, 'a"b\\c'] };
  const all = Promise.all(listeners.map(heard));
  fanOut(io.of(space) as Room, ['here', 'nowhere', 'there'], 'publish', payload);
  expect(await all).toEqual([payload, payload, payload]);
});

it('is not told to who listens elsewhere, or in another namespace', async () => {
  const [here, elsewhere, other] = [
    await join('/room-1', 'websocket', ['here']),
    await join('/room-1', 'websocket', ['elsewhere']),
    await join('/room-2', 'websocket', ['here']),
  ];
  const wrong: unknown[] = [];
  for (const client of [elsewhere, other]) client.onAny((...told: unknown[]) => wrong.push(told));
  const told = heard(here);
  fanOut(io.of('/room-1') as Room, ['here'], 'publish', { to: 1 });
  expect(await told).toEqual({ to: 1 });
  // An answer leaves after whatever was told before it.
  await Promise.all([elsewhere, other].map((client) => client.emitWithAck('say', null) as Promise<unknown>));
  expect(wrong).toEqual([]);
});

it.each(['websocket', 'polling'] as const)(
  'comes in the order of telling, beside what Socket.IO sends itself, over %s',
  async (transport) => {
    const client = await join('/room-1', transport, ['here']);
    const room = io.of('/room-1') as Room;
    const told: unknown[] = [];
    client.on('publish', (one: { readonly to: number }) => told.push(one.to));
    client.on('revoked', () => told.push('revoked'));
    for (let to = 0; to < 40; to += 1) {
      fanOut(room, ['here'], 'publish', { to });
      if (to % 3 === 0) room.to('here').emit('revoked');
    }
    await client.emitWithAck('say', null);
    expect(told).toEqual(
      Array.from({ length: 40 }, (_, to) => (to % 3 === 0 ? [to, 'revoked'] : [to])).flat(),
    );
  },
);

// On both sides of where a frame's head grows: from 126 bytes on, and from 65,536.
it.each([1, 80, 90, 100, 110, 120, 130, 200, 65_400, 65_500, 65_520, 65_540, 70_000])(
  'brings texts of some %i bytes whole, as what is told',
  async (bytes) => {
    const client = await join('/', 'websocket', ['here']);
    for (const text of ['x'.repeat(bytes), '圈'.repeat(Math.ceil(bytes / 3))]) {
      const told = heard(client);
      fanOut(io.of('/') as Room, ['here'], 'publish', { text });
      expect(await told).toEqual({ text });
    }
  },
);

it.each(['websocket', 'polling'] as const)('brings answers whole, over %s', async (transport) => {
  const client = await join('/', transport, []);
  for (const text of ['', '好', 'x'.repeat(110), 'x'.repeat(125), '圈'.repeat(5000)])
    expect(await client.emitWithAck('say', { text })).toEqual({ text });
});
