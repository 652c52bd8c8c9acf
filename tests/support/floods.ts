/**
 * Attackers as a process of their own: `node floods.ts PORT KIND DOOR`, until it is ended. KIND is one of `floods`,
 * DOOR the lesson's three pictures, by which pupils' tablets come in.
 */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { openLine } from './rawLine.ts';
import { openRaw, websocketPath } from './rawSocket.ts';

export const floods = ['handshakes', 'slow requests', 'stalled readers'] as const;
export type Flood = (typeof floods)[number];

/** Attackers side by side, and the addresses that they come from. */
const attackers: Readonly<Record<Flood, number>> = {
  handshakes: 200,
  'slow requests': 900,
  'stalled readers': 24,
};
const addresses = 8;

const port = Number(process.argv[2] ?? 0);
const door = process.argv[4] ?? '';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    if (socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });

/** Opens connections as fast as it can, half of them to leave, half to stay without a word. */
async function shakeHands(from: string, turn: number): Promise<void> {
  if (turn % 3 === 0) {
    const line = await openLine(port, from, 'polling');
    line?.end();
    return;
  }
  const socket = await openRaw({ port, from, path: websocketPath }).catch(() => null);
  if (socket === null) return;
  if (turn % 3 === 1) socket.tcp.destroy();
  else await socket.closed;
}

const host = `Host: 127.0.0.1:${port}\r\n`;
const beginnings = [
  `GET / HTTP/1.1\r\n${host}X-Slow: `,
  `POST /api/export HTTP/1.1\r\n${host}Content-Length: 4000\r\nAuthorization: Bearer aaaaaaaaaaaaaaaaaaaa\r\n\r\n`,
  `POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\n${host}Content-Length: 4000\r\n\r\n`,
  `GET ${websocketPath} HTTP/1.1\r\n${host}Upgrade: websocket\r\nConnection: Upgrade\r\nX-Slow: `,
  '',
];

/** Begins a request and goes on with it a byte at a time. */
async function crawl(from: string, turn: number): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from });
  socket.on('error', () => undefined).resume();
  socket.write(beginnings[turn % beginnings.length] ?? '');
  const drip = setInterval(() => socket.write('x'), 500);
  await closed(socket);
  clearInterval(drip);
}

/** A tablet that came in, asks for all it may, and reads nothing of what it is told; it says that it is well. */
async function stall(from: string): Promise<void> {
  const line = await openLine(port, from, 'websocket');
  if (line === null) return;
  const greeting = { app: 'tablet', token: null, build: 'dev', seen: null, seats: [], language: 'zh-CN' };
  await line.answer('0', '0');
  await line.answer(`21${JSON.stringify(['hello', greeting])}`, '31');
  await line.answer(`22${JSON.stringify(['door.open', { pictures: door.split(',') }])}`, '32');
  line.stopReading();
  const asking = setInterval(() => {
    const asked = Array.from({ length: 4 }, () => ({ text: '423["auth.status",{}]' }));
    void line.send([{ text: '3' }, ...asked]);
  }, 200);
  await line.closed;
  clearInterval(asking);
}

const attacks: Readonly<Record<Flood, (from: string, turn: number) => Promise<void>>> = {
  handshakes: shakeHands,
  'slow requests': crawl,
  'stalled readers': stall,
};

async function attack(kind: Flood, index: number): Promise<never> {
  for (let turn = index; ; turn += 1) {
    await attacks[kind](`127.0.1.${(index % addresses) + 1}`, turn).catch(() => undefined);
    // A refusal leaves no room to breathe, but for this process itself.
    await pause(5);
  }
}

const kind = process.argv[3] as Flood | undefined;
if (kind && port > 0) for (let index = 0; index < attackers[kind]; index += 1) void attack(kind, index);
