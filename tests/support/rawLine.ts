/** A Socket.IO connection whose every byte the test chooses, over a raw websocket or raw polls. */
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { HostileFrame } from './hostileFrames.ts';
import { NotUpgraded, openRaw } from './rawSocket.ts';

export interface Line {
  /** As they are, each a frame of its own. */
  send(frames: readonly HostileFrame[]): Promise<void>;
  /** Sends a Socket.IO packet and waits for the first that begins with `sign`: the rest of it, or null from a dead line. */
  answer(packet: string, sign: string): Promise<string | null>;
  /** Whether the server still knows the line; sends it a pong and takes nothing of what waits. */
  stands(): Promise<boolean>;
  /** From now on nothing that comes is taken; a poll never reads unasked. */
  stopReading(): void;
  end(): void;
  /** Resolves when a websocket is gone. */
  readonly closed: Promise<void>;
}

/** A server that says nothing for so long is dead, or as good as that (ms). */
const silenceMs = 30_000;

/** Null where the server refuses one more connection. */
export function openLine(
  port: number,
  from: string,
  transport: 'websocket' | 'polling',
): Promise<Line | null> {
  return transport === 'websocket' ? overWebsocket(port, from) : overPolling(port, from);
}

const [ping, pong] = ['2', '3'];

async function overWebsocket(port: number, from: string): Promise<Line | null> {
  let hear = (_text: string): void => undefined;
  const onText = (text: string): void => {
    if (text === ping) socket?.text(pong);
    else hear(text);
  };
  const socket = await openRaw({ port, from, onText }).catch((error: unknown) => {
    if (error instanceof NotUpgraded) return null;
    throw error;
  });
  if (socket === null) return null;
  return {
    send: async (frames) => {
      for (const frame of frames)
        if ('text' in frame) socket.text(frame.text);
        else socket.binary(frame.bytes);
      if (socket.tcp.writableNeedDrain)
        await Promise.race([new Promise((drained) => socket.tcp.once('drain', drained)), socket.closed]);
    },
    answer: (packet, sign) =>
      withinPatience((resolve) => {
        hear = (text) => {
          if (text.startsWith(`4${sign}`)) resolve(text.slice(sign.length + 1));
        };
        void socket.closed.then(() => resolve(null));
        socket.text(`4${packet}`);
      }),
    stands: () => Promise.resolve(socket.open),
    stopReading: () => void socket.tcp.pause(),
    end: () => socket.tcp.destroy(),
    closed: socket.closed,
  };
}

const path = '/socket.io/?EIO=4&transport=polling';
/** Between the packets of one poll. */
const separator = '\u001e';
/** What one poll's body may hold; a longer one is refused whole. */
const bodyBytes = 16 * 1024;

async function overPolling(port: number, from: string): Promise<Line | null> {
  const agent = new Agent({ keepAlive: true, localAddress: from });
  const ask = (method: 'GET' | 'POST', more: string, body = ''): Promise<Reply | null> =>
    exchange({ port, agent, method, path: path + more }, body);
  const opened = await ask('GET', '');
  if (opened?.status !== 200) {
    agent.destroy();
    return null;
  }
  const { sid } = JSON.parse(opened.body.slice(1)) as { readonly sid: string };
  const here = `&sid=${sid}`;
  return {
    send: async (frames) => {
      for (const body of bodiesOf(frames.map(textOf))) await ask('POST', here, body);
    },
    answer: (packet, sign) =>
      withinPatience(async (resolve) => {
        if ((await ask('POST', here, `4${packet}`))?.status !== 200) resolve(null);
        for (;;) {
          const polled = await ask('GET', here);
          if (polled?.status !== 200) return resolve(null);
          const found = polled.body.split(separator).find((text) => text.startsWith(`4${sign}`));
          if (found !== undefined) return resolve(found.slice(sign.length + 1));
          if (polled.body.split(separator).includes(ping)) await ask('POST', here, pong);
        }
      }),
    stands: async () => (await ask('POST', here, pong))?.status === 200,
    stopReading: () => undefined,
    end: () => agent.destroy(),
    closed: new Promise(() => undefined),
  };
}

const textOf = (frame: HostileFrame): string =>
  'text' in frame ? frame.text : `b${Buffer.from(frame.bytes).toString('base64')}`;

/** As many frames to a body as it holds; one too long for any goes alone. */
function bodiesOf(frames: readonly string[]): string[] {
  const bodies: string[] = [];
  for (const frame of frames) {
    const longer = `${bodies.at(-1) ?? ''}${separator}${frame}`;
    if (bodies.length > 0 && Buffer.byteLength(longer) <= bodyBytes) bodies[bodies.length - 1] = longer;
    else bodies.push(frame);
  }
  return bodies;
}

interface Reply {
  readonly status: number;
  readonly body: string;
}

/** Null where the line broke. */
function exchange(to: object, body: string): Promise<Reply | null> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', ...to }, (response: IncomingMessage) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on('error', () => resolve(null));
    });
    asked.on('error', () => resolve(null));
    asked.end(body);
  });
}

/** @throws where the server has fallen silent */
function withinPatience(
  begin: (resolve: (told: string | null) => void) => void | Promise<void>,
): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the server says nothing any more')), silenceMs);
    void begin((told) => {
      clearTimeout(timer);
      resolve(told);
    });
  });
}
