/** Pages of other sites and names that are not ours (DNS rebinding): refused on every path and transport there is. */
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveConfig } from '../../server/config.ts';
import { startServer } from '../../server/main.ts';
import type { Running } from '../../server/main.ts';
import { classroomLimits } from '../../server/transport/limits.ts';
import { NotUpgraded, openRaw, websocketPath } from '../support/rawSocket.ts';

let data: string;
let running: Running;
let own: string;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'circletime-foreign-'));
  const config = resolveConfig({ data, pin: '2468', host: '127.0.0.1', port: '0', sample: false }, {});
  // One address asks for all of this at once.
  running = await startServer(config, {
    limits: { ...classroomLimits, handshakesPerSecond: 1e9, pending: 1e9 },
  });
  own = `127.0.0.1:${running.port}`;
});
afterAll(async () => {
  await running.stop();
  await rm(data, { recursive: true });
});

type Headers = Readonly<Record<string, string>>;

/** Each as a browser elsewhere, or a page of another site in a browser here, would send them. */
const foreign: readonly (readonly [string, () => Headers])[] = [
  ['a Host of another name', () => ({ Host: `evil.example:${running.port}` })],
  ['a Host that only begins like ours', () => ({ Host: `127.0.0.1.evil.example:${running.port}` })],
  ['a Host with a user before it', () => ({ Host: `127.0.0.1@evil.example` })],
  ['an Origin of another site', () => ({ Host: own, Origin: 'http://evil.example' })],
  ['an Origin of another port', () => ({ Host: own, Origin: `http://127.0.0.1:${running.port + 1}` })],
  ['an Origin of another name of ours', () => ({ Host: own, Origin: `http://localhost:${running.port}` })],
  ['an Origin of a file or a sandbox', () => ({ Host: own, Origin: 'null' })],
  ['an Origin that is no address', () => ({ Host: own, Origin: 'http://' })],
];
const ours: readonly (readonly [string, () => Headers])[] = [
  ['no Origin', () => ({ Host: own })],
  ['our own Origin', () => ({ Host: own, Origin: `http://${own}` })],
  ['our other name', () => ({ Host: `localhost:${running.port}` })],
];

async function statusOf(path: string, headers: Headers, method = 'GET', body = ''): Promise<number> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: running.port, path, method, headers }, resolve);
    asked.on('error', reject).end(body);
  });
  response.resume();
  return response.statusCode ?? 0;
}

const pollPath = '/socket.io/?EIO=4&transport=polling';
/** A polling connection that we opened ourselves, by its id. */
async function openPoll(): Promise<string> {
  const opened = await (await fetch(`http://${own}${pollPath}`)).text();
  return (JSON.parse(opened.slice(1)) as { readonly sid: string }).sid;
}

const upgrades = (path: string, headers: Headers): Promise<boolean> =>
  openRaw({ port: running.port, path, headers }).then(
    ({ tcp }) => {
      tcp.destroy();
      return true;
    },
    (error: unknown) => {
      if (error instanceof NotUpgraded) return false;
      throw error;
    },
  );

describe.each(foreign)('a request with %s', (_name, headers) => {
  it('gets no page, no file, no health and no export', async () => {
    for (const path of ['/', '/join', '/console', '/assets/app.js', '/health'])
      expect(await statusOf(path, headers()), path).toBe(403);
    expect(await statusOf('/api/export', headers(), 'POST', '{}')).toBe(403);
  });

  it('opens no poll, and cannot use one that is open', async () => {
    expect(await statusOf(pollPath, headers())).toBe(400);
    const sid = await openPoll();
    expect(await statusOf(`${pollPath}&sid=${sid}`, headers())).toBe(400);
    expect(await statusOf(`${pollPath}&sid=${sid}`, headers(), 'POST', '40')).toBe(400);
    // The owner's own goes on undisturbed.
    expect(await statusOf(`${pollPath}&sid=${sid}`, { Host: own }, 'POST', '40')).toBe(200);
  });

  it('opens no websocket, and takes over no poll', async () => {
    expect(await upgrades(websocketPath, headers())).toBe(false);
    expect(await upgrades(`${websocketPath}&sid=${await openPoll()}`, headers())).toBe(false);
  });
});

it.each(ours)('a request with %s is served on every path and transport', async (_name, headers) => {
  expect(await statusOf('/health', headers())).toBe(200);
  expect(await statusOf(pollPath, headers())).toBe(200);
  expect(await upgrades(websocketPath, headers())).toBe(true);
});
