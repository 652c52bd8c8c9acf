/** Socket.IO on the listener: whose requests it takes, how many connections, and what each of them may hold. */
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Arrivals } from './arrivals.ts';
import type { Sockets } from './audience.ts';
import { bound, endNow, straight } from './connection.ts';
import type { MadeConnection } from './connection.ts';
import type { Limits } from './limits.ts';

export interface Listener {
  /** Not listening yet. */
  readonly http: HttpServer;
  readonly ours: (request: IncomingMessage) => boolean;
  readonly arrivals: Arrivals;
  readonly limits: Limits;
  /** Monotonic ms. */
  readonly mono: () => number;
}

/** Attaches Socket.IO. Only requests that are `ours` get as far as a connection. */
export function openSockets({ http, ours, arrivals, limits, mono }: Listener): Sockets {
  const io: Sockets = new Server(http, {
    serveClient: false,
    // A weak Wi-Fi shows within 20 s, and a tablet asleep is noticed.
    pingInterval: 8000,
    pingTimeout: 12_000,
    maxHttpBufferSize: limits.messageBytes,
    perMessageDeflate: false,
    // Asked for a connection's first request alone.
    allowRequest: (request, decide) => {
      const refusal = arrivals.refusal(request.socket.remoteAddress);
      decide(refusal, refusal === null);
    },
  });
  // Every request, also of a connection that stands.
  io.engine.use((request: IncomingMessage, _response: unknown, next: (refusal?: Error) => void) => {
    if (ours(request)) next();
    else next(new Error('host'));
  });
  io.engine.on('connection', (connection: MadeConnection) => {
    arrivals.opened(connection, () => endNow(connection));
    connection.once('close', () => arrivals.closed(connection));
    straight(connection);
    bound(connection, mono, limits);
  });
  io.engine.on('headers', (headers: Record<string, string>) => {
    headers['X-Content-Type-Options'] = 'nosniff';
    headers['Cache-Control'] = 'no-store';
  });
  // Engine.io makes its websocket server anew when the listener starts.
  http.on('listening', () => boundWebsockets(io));
  return io;
}

/** How long a websocket's goodbye may take, ms: who does not answer it is not waited for. */
const goodbyeMs = 1000;

/**
 * What engine.io does not pass on, set where the websocket library keeps it. No browser sends the websocket's own
 * pings, and their answers would heap up unbounded for a reader that does not read: engine.io has pings of its own.
 */
function boundWebsockets(io: Sockets): void {
  const { ws } = io.engine as unknown as { readonly ws: { readonly options: object } };
  Object.assign(ws.options, { autoPong: false, closeTimeout: goodbyeMs });
}
