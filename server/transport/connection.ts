/** An engine.io connection, and what bounds it for as long as it stands: its frames, and what waits unsent for it. */
import { createBucket } from './bucket.ts';
import { textFrame } from './textFrame.ts';
import type { Limits } from './limits.ts';

/** What engine.io is about to send. */
interface Packet {
  readonly type: string;
  readonly data?: string | Buffer;
  readonly options: { readonly wsPreEncodedFrame?: readonly Buffer[] };
}

/** What is used of a connection of engine.io; its own types tell less. */
export interface Connection {
  readonly remoteAddress: string;
  readonly transport: {
    readonly name: string;
    /** Whether what was sent last is on its way. */
    readonly writable: boolean;
    /** Of a websocket; a poll has none. */
    readonly socket?: {
      readonly readyState: number;
      /** Bytes that the network has not taken yet. */
      readonly bufferedAmount: number;
      terminate(): void;
    };
  };
  close(discard: true): unknown;
  on(event: 'packet' | 'upgrading' | 'flush', listener: () => void): unknown;
  on(event: 'packetCreate', listener: (packet: Packet) => void): unknown;
  once(event: 'close', listener: () => void): unknown;
}

/** The same as it is made, with what engine.io keeps to itself. */
export interface MadeConnection extends Connection {
  readonly readyState: string;
  /** Packets that wait for the transport. */
  readonly writeBuffer: readonly unknown[];
  /** `sent` is called once the text has left. */
  write(data: string | Buffer, options?: Partial<Packet['options']>, sent?: () => void): unknown;
}

/** Ends a connection at once: a farewell would wait for a reader that does not read. */
export function endNow(connection: Connection): void {
  const { socket } = connection.transport;
  if (socket) socket.terminate();
  else connection.close(true);
}

/**
 * A text for a websocket before which nothing waits is written to its network socket at once and in one piece: engine.io's
 * queue, and a frame that the websocket library writes in two pieces, cost as much as all else that is done to send it.
 * What has to wait goes the usual way, where it is counted.
 */
export function straight(connection: MadeConnection): void {
  const inLine = connection.write.bind(connection);
  connection.write = (data, options, sent) => {
    const socket = sent === undefined ? idleSocket(connection) : null;
    if (socket === null || typeof data !== 'string') return inLine(data, options, sent);
    const [frame, rest] = options?.wsPreEncodedFrame ?? [];
    socket.write(frame !== undefined && rest === undefined ? frame : textFrame(`4${data}`));
    return connection;
  };
}

interface NetworkSocket {
  write(bytes: Buffer): unknown;
}
const open = 1;

/** The network socket of an open websocket on which nothing waits; null for a poll, or where something does. */
function idleSocket({ readyState, writeBuffer, transport }: MadeConnection): NetworkSocket | null {
  const { socket, writable } = transport;
  if (socket?.readyState !== open || readyState !== 'open' || !writable) return null;
  if (writeBuffer.length > 0 || socket.bufferedAmount > 0) return null;
  return (socket as unknown as { readonly _socket: NetworkSocket })._socket;
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
