/** Pages and files over plain http: the four apps, /health, and the export as a download. */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import type { ErrorCode } from '../../src/wire/errors.ts';
import { StoreError } from '../store/port.ts';
import { setSecurityHeaders } from './headers.ts';
import type { Limits } from './limits.ts';

export interface Pages {
  /** The built apps. */
  readonly folder: string;
  readonly ours: (request: IncomingMessage) => boolean;
  /** What /health tells: no name, no secret. */
  readonly health: () => Promise<object>;
  /** POST /api/export; it answers by itself. */
  readonly exportRecord: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** POST /api/import; likewise. */
  readonly importTurns: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly fault: (what: string, error: unknown) => void;
}

/** How often what is overdue is looked for, ms: no limit is exceeded by more. */
const checkEveryMs = 1000;

type Bounds = Pick<Limits, 'sockets' | 'socketsPerAddress' | 'headersMs' | 'requestMs' | 'idleMs'>;

/** A server that is not listening yet. */
export function createHttpServer(pages: Pages, limits: Bounds): Server {
  const files = existsSync(join(pages.folder, 'index.html')) ? serveFiles(pages.folder) : null;
  const times = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: checkEveryMs,
  };
  const server = createServer(times, (request, response) => {
    answer(pages, files, request, response).catch((error: unknown) => {
      pages.fault('http', error);
      if (response.headersSent) response.destroy();
      else if (error instanceof StoreError) refuse(response, 507, error.code);
      else refuse(response, 500, 'server_error');
    });
  });
  server.setTimeout(limits.idleMs);
  server.maxConnections = limits.sockets;
  boundAddresses(server, limits.socketsPerAddress);
  return server;
}

/** Ends each connection that one address opens beyond so many. */
function boundAddresses(server: Server, most: number): void {
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const { remoteAddress: address } = socket;
    const others = (address !== undefined && open.get(address)) || 0;
    if (address === undefined || others >= most) {
      socket.destroy();
      return;
    }
    open.set(address, others + 1);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}

type Files = (request: IncomingMessage, response: ServerResponse) => void;

async function answer(
  pages: Pages,
  files: Files | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!pages.ours(request)) {
    refuse(response, 403, 'not_permitted');
    return;
  }
  setSecurityHeaders(response, request.headers.host ?? '');
  const path = (request.url ?? '/').split('?', 1)[0];
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const posted =
    path === '/api/export' ? pages.exportRecord : path === '/api/import' ? pages.importTurns : null;
  if (posted !== null) {
    if (request.method === 'POST') await posted(request, response);
    else refuseMethod(response, 'POST');
  } else if (!reads) refuseMethod(response, 'GET, HEAD');
  else if (path === '/health') sendJson(response, 200, await pages.health());
  else if (files) files(request, response);
  else refuse(response, 503, 'server_error');
}

/** Hashed files never change; a page is asked for anew each time. */
function serveFiles(folder: string): Files {
  const serve = sirv(folder, {
    etag: true,
    dotfiles: false,
    extensions: ['html'],
    gzip: true,
    onNoMatch: (_request, response) => refuse(response, 404, 'unknown_event'),
    setHeaders: (response, path) =>
      response.setHeader(
        'Cache-Control',
        path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  });
  return (request, response) => serve(request, response);
}

/** JSON that no cache keeps. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

/** A refusal in the shape of the wire's failures; the page words it. */
export function refuse(response: ServerResponse, status: number, code: ErrorCode): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  sendJson(response, status, { ok: false, code });
}

function refuseMethod(response: ServerResponse, allowed: string): void {
  response.setHeader('Allow', allowed);
  refuse(response, 405, 'not_permitted');
}
