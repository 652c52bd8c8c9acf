/**
 * A websocket client that holds itself to nothing: any bytes in any frame, from any loopback address, read or left
 * unread. What an honest library would refuse to send is what the server must bear.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** The opcodes of RFC 6455. */
export const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface RawOptions {
  readonly port: number;
  /** Source address, 127.0.0.x. */
  readonly from?: string;
  /** Path and query; a new websocket transport by default. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Each text frame that arrives, in order. */
  readonly onText?: (text: string) => void;
}

export interface RawSocket {
  readonly tcp: Socket;
  readonly open: boolean;
  /** Resolves when the line is gone. */
  readonly closed: Promise<void>;
  text(text: string): void;
  binary(bytes: Uint8Array): void;
  frame(opcode: number, payload: Uint8Array): void;
}

export const websocketPath = '/socket.io/?EIO=4&transport=websocket';

/** Why no websocket came about: what the server answered instead, or nothing. */
export class NotUpgraded extends Error {}

/** @throws NotUpgraded */
export async function openRaw(options: RawOptions): Promise<RawSocket> {
  const { port, from = '127.0.0.1', path = websocketPath, headers = {}, onText } = options;
  const tcp = connect({ port, host: '127.0.0.1', localAddress: from, noDelay: true });
  tcp.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => void tcp.once('close', () => resolve()));
  const lines = Object.entries({
    Host: `127.0.0.1:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  tcp.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  const rest = await upgraded(tcp);
  const read = frameReader((opcode, payload) => {
    if (opcode === opcodes.text) onText?.(payload.toString());
    if (opcode === opcodes.close) tcp.destroy();
  });
  read(rest);
  tcp.on('data', read);

  const frame = (opcode: number, payload: Uint8Array): void => {
    if (!tcp.destroyed) tcp.write(encodeFrame(opcode, payload));
  };
  return {
    tcp,
    get open() {
      return !tcp.destroyed;
    },
    closed,
    text: (text) => frame(opcodes.text, Buffer.from(text)),
    binary: (bytes) => frame(opcodes.binary, bytes),
    frame,
  };
}

/** What follows the answer's headers; rejects where the answer is no upgrade. */
async function upgraded(tcp: Socket): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (!head.includes('\r\n\r\n')) {
    const gone = once(tcp, 'close').then(() => null);
    const came = await Promise.race([once(tcp, 'data'), gone]);
    if (came === null) throw new NotUpgraded(head.toString());
    head = Buffer.concat([head, came[0] as Buffer]);
  }
  const end = head.indexOf('\r\n\r\n');
  if (!head.toString('latin1', 0, end).startsWith('HTTP/1.1 101')) {
    tcp.destroy();
    throw new NotUpgraded(head.toString());
  }
  return head.subarray(end + 4);
}

/** One masked frame, as a client sends it. */
function encodeFrame(opcode: number, payload: Uint8Array, fin = true): Buffer {
  const mask = randomBytes(4);
  const { length } = payload;
  const head =
    length < 126
      ? Buffer.from([0, 0x80 | length])
      : length < 65_536
        ? Buffer.from([0, 0x80 | 126, length >> 8, length & 255])
        : Buffer.concat([Buffer.from([0, 0x80 | 127]), bigEndian(length)]);
  head[0] = (fin ? 0x80 : 0) | opcode;
  const masked = Buffer.from(payload);
  for (let at = 0; at < length; at += 1) masked[at]! ^= mask[at % 4]!;
  return Buffer.concat([head, mask, masked]);
}

function bigEndian(length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(length));
  return bytes;
}

/** Takes the server's bytes as they come and tells each frame; a server's are neither masked nor split. */
function frameReader(tell: (opcode: number, payload: Buffer) => void): (bytes: Buffer) => void {
  let kept = Buffer.alloc(0);
  return (bytes) => {
    kept = Buffer.concat([kept, bytes]);
    for (;;) {
      const frame = firstFrame(kept);
      if (frame === null) return;
      kept = kept.subarray(frame.end);
      tell(frame.opcode, frame.payload);
    }
  };
}

function firstFrame(bytes: Buffer): { opcode: number; payload: Buffer; end: number } | null {
  if (bytes.length < 2) return null;
  const short = bytes[1]! & 127;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < start) return null;
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = start + length;
  return bytes.length < end ? null : { opcode: bytes[0]! & 15, payload: bytes.subarray(start, end), end };
}
