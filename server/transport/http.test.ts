import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryStore } from '../../tests/support/temporaryStore.ts';
import { createDevices } from '../access/devices.ts';
import type { Devices } from '../access/devices.ts';
import { createDownload } from './download.ts';
import { NoSuchLesson } from '../review/export/wish.ts';
import type { ExportWish } from '../../src/wire/export.ts';
import { createHostCheck } from './hosts.ts';
import { createHttpServer } from './http.ts';
import { classroomLimits } from './limits.ts';
import type { Limits } from './limits.ts';

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An archive in these pieces; null: its making fails there. */
async function* bytes(...pieces: (string | null)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) {
    await Promise.resolve();
    if (piece === null) throw new Error('torn');
    yield Buffer.from(piece);
  }
}

describe('http', () => {
  let folder: string;
  let server: Server;
  let port: number;
  let devices: Devices;
  let wishes: ExportWish[];
  let accounts: (string | null)[];
  let faults: unknown[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'circletime-dist-'));
    await mkdir(join(folder, 'assets'));
    for (const page of ['index', 'join', 'console', 'review'])
      await writeFile(join(folder, `${page}.html`), `<title>${page}</title>`);
    await writeFile(join(folder, 'assets', 'app-1.js'), 'export {};');
    await writeFile(join(folder, '.hidden'), 'hidden');
    devices = createDevices(await temporaryStore(), () => Date.UTC(2026, 10, 23));
    wishes = [];
    accounts = [];
    faults = [];
    await serve(folder);
  });
  afterEach(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  async function serve(pages: string, limits: Partial<Limits> = {}): Promise<void> {
    const served = {
      folder: pages,
      ours: createHostCheck('127.0.0.1'),
      health: () => Promise.resolve({ ok: true }),
      exportRecord: createDownload(
        devices,
        (wish, account) => {
          wishes.push(wish);
          accounts.push(account);
          if (wish.session === 'nowhere') return Promise.reject(new NoSuchLesson());
          if (wish.session === 'long') return new Promise((made) => setTimeout(made, 300, bytes('zip')));
          return wish.session === 'broken'
            ? Promise.reject(new Error('broken'))
            : Promise.resolve(bytes(...(wish.session === 'torn' ? ['z', null] : ['zip'])));
        },
        () => Date.UTC(2026, 10, 23),
      ),
      importTurns: () => Promise.reject(new Error('no import here')),
      fault: (what: string) => void faults.push(what),
    };
    server = createHttpServer(served, { ...classroomLimits, ...limits }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  }

  async function ask(
    path: string,
    options: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Reply> {
    const { method = 'GET', headers = {}, body } = options;
    const asked = request({ host: '127.0.0.1', port, path, method, headers });
    asked.end(body);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    let text = '';
    for await (const part of response) text += String(part);
    return { status: response.statusCode ?? 0, headers: response.headers, body: text };
  }

  it('serves the four pages at their short addresses', async () => {
    const pages = {
      '/': 'index',
      '/join': 'join',
      '/console': 'console',
      '/review': 'review',
      '/join?x=1': 'join',
    };
    for (const [path, title] of Object.entries(pages)) {
      const reply = await ask(path);
      expect([reply.status, reply.body], path).toEqual([200, `<title>${title}</title>`]);
      expect(reply.headers['cache-control']).toBe('no-cache');
    }
  });

  it('lets hashed files be kept for ever', async () => {
    expect((await ask('/assets/app-1.js')).headers['cache-control']).toContain('immutable');
  });

  it('says to the browser: nothing inline, nothing from elsewhere, no frame, no referrer', async () => {
    const { headers } = await ask('/console');
    const policy = headers['content-security-policy'];
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${port}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
  });

  it('gives away nothing beside the pages', async () => {
    for (const path of [
      '/nothing',
      '/.hidden',
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets/',
      '/%00',
      '/%',
    ])
      expect((await ask(path)).status, path).toBe(404);
  });

  it('refuses to change anything: other methods are not allowed', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect(await ask('/', { method })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect((await ask('/join', { method: 'HEAD' })).status).toBe(200);
  });

  it('refuses a Host that is not ours and a page of another site', async () => {
    expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(403);
    expect((await ask('/', { headers: { origin: 'http://evil.example' } })).status).toBe(403);
  });

  it('answers /health', async () => {
    expect(await ask('/health')).toMatchObject({ status: 200, body: '{"ok":true}' });
  });

  it('says so where nothing was built, and still answers the rest', async () => {
    server.close();
    await serve(join(folder, 'assets'));
    expect((await ask('/')).status).toBe(503);
    expect((await ask('/health')).status).toBe(200);
  });

  describe('what comes slowly', () => {
    /** Sends the beginning of a request and nothing more; what came back until the line was cut. */
    async function begin(bytes: string): Promise<string> {
      const socket = connect(port, '127.0.0.1');
      socket.write(bytes);
      let answer = '';
      for await (const chunk of socket) answer += String(chunk);
      return answer;
    }

    it('is cut off: no bytes, half a header, half a body', async () => {
      server.close();
      await serve(folder, { headersMs: 100, requestMs: 200 });
      const { authorization } = await adult();
      const half = [
        '',
        'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ',
        `POST /api/export HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\nAuthorization: ${authorization}\r\n\r\n{`,
      ];
      const answers = await Promise.all(half.map(begin));
      for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1.1 408|$)/);
      expect((await ask('/')).status).toBe(200);
    });

    it('is cut off also where it is the reader', async () => {
      server.close();
      await serve(folder, { idleMs: 100 });
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'close');
      expect((await ask('/')).status).toBe(200);
    });
  });

  it('takes so many connections of one address and no more; each that closes makes room', async () => {
    server.close();
    await serve(folder, { socketsPerAddress: 3 });
    const open = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const socket = connect({ port, host: '127.0.0.1' });
        await once(socket, 'connect');
        return socket;
      }),
    );
    await expect(ask('/')).rejects.toThrow();
    const other = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.9' });
    other.write('GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
    expect(String((await once(other, 'data'))[0])).toContain('200 OK');
    open[0]!.destroy();
    await expect
      .poll(() =>
        ask('/').then(
          ({ status }) => status,
          () => null,
        ),
      )
      .toBe(200);
    for (const socket of open) socket.destroy();
  });

  async function adult(
    role: 'facilitator' | 'admin' | 'tablet' = 'facilitator',
  ): Promise<Record<string, string>> {
    const { known, token } = await devices.identify(null, 'zh-CN');
    await devices.change(known.device, { role, account: 'a' });
    return { authorization: `Bearer ${token ?? ''}` };
  }

  describe('the export', () => {
    const wish = {
      session: null,
      rehearsals: false,
      formats: ['csv', 'xapi'],
      names: false,
      recipient: null,
      language: 'zh-CN',
    };

    const post = (headers: Record<string, string>, body: string) =>
      ask('/api/export', { method: 'POST', headers, body });

    it('is a zip for a signed-in adult', async () => {
      const reply = await post(await adult(), JSON.stringify(wish));
      expect(reply).toMatchObject({ status: 200, body: 'zip' });
      expect(reply.headers['content-disposition']).toBe('attachment; filename="circletime-2026-11-23.zip"');
      expect(wishes).toEqual([wish]);
      expect(accounts).toEqual(['a']);
    });

    it('has names for an admin alone', async () => {
      const named = JSON.stringify({ ...wish, names: true });
      const refused = await post(await adult('facilitator'), named);
      expect(refused).toMatchObject({ status: 403, body: '{"ok":false,"code":"not_permitted"}' });
      expect(wishes).toEqual([]);
      expect(await post(await adult('admin'), named)).toMatchObject({ status: 200, body: 'zip' });
    });

    it('is of the days and for the recipient that were asked for', async () => {
      const asked = { ...wish, from: '2026-03-01', to: '2026-07-01', recipient: ' 某大学 ' };
      expect((await post(await adult(), JSON.stringify(asked))).status).toBe(200);
      expect(wishes).toEqual([{ ...asked, recipient: '某大学' }]);
    });

    it('that fails in the middle ends the line, so that nobody takes it for whole', async () => {
      await expect(post(await adult(), JSON.stringify({ ...wish, session: 'torn' }))).rejects.toThrow();
      expect(faults).toEqual(['http']);
      expect((await ask('/join')).status).toBe(200);
    });

    it('may take longer to make than a line may be idle', async () => {
      server.close();
      await serve(folder, { idleMs: 50 });
      const reply = await post(await adult(), JSON.stringify({ ...wish, session: 'long' }));
      expect(reply).toMatchObject({ status: 200, body: 'zip' });
    });

    it('is refused to anybody else, and makes nothing', async () => {
      const strangers = [
        {},
        { authorization: 'Bearer wrong-token-wrong-token' },
        { authorization: 'Basic eA==' },
        await adult('tablet'),
      ];
      for (const headers of strangers) expect((await post(headers, JSON.stringify(wish))).status).toBe(401);
      expect(wishes).toEqual([]);
    });

    it('is refused with a wish that is no wish', async () => {
      const headers = await adult();
      for (const body of [
        '',
        '{',
        '[]',
        'null',
        JSON.stringify({ ...wish, more: 1 }),
        JSON.stringify({ ...wish, names: 'yes' }),
        JSON.stringify({ ...wish, formats: [] }),
        JSON.stringify({ ...wish, formats: ['pdf'] }),
        JSON.stringify({ ...wish, recipient: ' ' }),
        JSON.stringify({ ...wish, recipient: 'a\nb' }),
        JSON.stringify({ ...wish, from: '1.9.' }),
      ])
        expect((await post(headers, body)).status, body).toBe(400);
      expect((await post(headers, 'x'.repeat(5000))).status).toBe(413);
      expect(wishes).toEqual([]);
    });

    it('of a lesson that is not in the record says so', async () => {
      const reply = await post(await adult(), JSON.stringify({ ...wish, session: 'nowhere' }));
      expect(reply).toMatchObject({ status: 404, body: '{"ok":false,"code":"no_such_lesson"}' });
    });

    it('that fails says so, and the server goes on', async () => {
      const headers = await adult();
      expect((await post(headers, JSON.stringify({ ...wish, session: 'broken' }))).status).toBe(500);
      expect(faults).toEqual(['http']);
      expect((await ask('/join')).status).toBe(200);
    });

    it('has no other method', async () => {
      expect(await ask('/api/export')).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    });
  });
});
