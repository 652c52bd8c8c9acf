/** An engine.io connection, and what bounds it for as long as it stands: its frames, and what waits unsent for it. */
import { createBucket } from './bucket.ts';
import { textFrame } from './textFrame.ts';
import type { Limits } from './limits.ts';

/** What engine.io is about to send. */
interface Packet {
  readonly type: string;
  readonly data?: string | Buffer;
  readonly options: { wsPreEncodedFrame?: readonly Buffer[] };
}

/** What is used of a connection of engine.io; its own types tell less. */
export interface Connection {
  readonly remoteAddress: string;
  readonly transport: {
    readonly name: string;
    /** Of a websocket; a poll has none. */
    readonly socket?: { readonly bufferedAmount: number; terminate(): void };
  };
  close(discard: true): unknown;
  on(event: 'packet' | 'upgrading' | 'flush', listener: () => void): unknown;
  on(event: 'packetCreate', listener: (packet: Packet) => void): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/** Ends a connection at once: a farewell would wait for a reader that does not read. */
export function endNow(connection: Connection): void {
  const { socket } = connection.transport;
  if (socket) socket.terminate();
  else connection.close(true);
}

/**
 * Every text leaves a websocket in one piece. Left alone, the websocket library writes the head of a frame and its text
 * one after the other and has them gathered again, which costs as much as all else that is done to send it.
 */
export function inOnePiece(connection: Connection): void {
  connection.on('packetCreate', ({ type, data, options }) => {
    if (type !== 'message' || typeof data !== 'string' || connection.transport.name !== 'websocket') return;
    options.wsPreEncodedFrame ??= [textFrame(`4${data}`)];
  });
}

/** Ends the connection when it sends faster than any page of ours, or does not read what it is sent. */
export function bound(
  connection: Connection,
  mono: () => number,
  limits: Pick<Limits, 'frames' | 'backlogBytes'>,
): void {
  const frames = createBucket(mono, limits.frames);
  const count = () => {
    if (frames.take(1, 1) > 0) endNow(connection);
  };
  connection.on('packet', count);
  // A probe for a better transport is told before it is one.
  connection.on('upgrading', count);

  /** Bytes that engine.io keeps until the transport takes more. */
  let waiting = 0;
  const tooMuch = () => waiting + (connection.transport.socket?.bufferedAmount ?? 0) > limits.backlogBytes;
  let looking = false;
  connection.on('packetCreate', (packet) => {
    // Before this one is added: one long answer is no sign of a reader that does not read.
    if (tooMuch() && !looking) {
      looking = true;
      // What was said in one go leaves after it.
      setImmediate(() => {
        looking = false;
        if (tooMuch()) endNow(connection);
      });
    }
    waiting += bytesOf(packet);
  });
  connection.on('flush', () => (waiting = 0));
}

function bytesOf({ data, options: { wsPreEncodedFrame: frame } }: Packet): number {
  // A whole frame has been measured.
  if (frame?.length === 1) return frame[0]?.length ?? 0;
  return data === undefined ? 0 : Buffer.byteLength(data);
}
