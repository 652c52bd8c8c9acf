import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectOneSentence, run } from '../tests/support/command.ts';
import { freePort, startServer } from '../tests/support/serverProcess.ts';
import type { ServerProcess } from '../tests/support/serverProcess.ts';
import { settingKeys, settings } from './config.ts';

describe('circletime', () => {
  let data: string;
  let servers: ServerProcess[];

  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'circletime-cli-'));
    servers = [];
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.kill()));
    await rm(data, { recursive: true });
  });

  async function serve(flags: readonly string[] = []): Promise<ServerProcess> {
    const server = await startServer({ data, port: await freePort(), flags });
    servers.push(server);
    return server;
  }

  it('lists every flag with its environment twin, in both languages', async () => {
    for (const lang of ['zh-CN', 'en']) {
      const { code, out } = await run(['start', '--help', '--lang', lang]);
      expect(code).toBe(0);
      const flat = out.replaceAll(/\s+/g, ' ');
      for (const key of settingKeys) {
        expect(flat).toContain(settings[key].flag);
        expect(flat).toContain(settings[key].env);
      }
    }
    expect((await run(['--help'], { CIRCLETIME_LANG: 'en' })).out).toContain('start on this computer');
  });

  it('starts, tells where it is, answers, and stops in order with everything saved', async () => {
    const server = await serve(['--lang', 'en']);
    expect(server.output().trimEnd().split('\n').pop()).toBe(`ready ${server.url}`);
    expect(server.output()).toContain('pin=***');
    const health = (await (await fetch(new URL('/health', server.url))).json()) as {
      store: { durability: string };
    };
    expect(health.store.durability).toBe('synchronous=2');
    await server.stop();
    expect(server.process.exitCode).toBe(0);
    expect(server.output()).toContain('everything is saved');
  });

  it('adds the sample class and the first account once, and not where they are not wanted', async () => {
    await (await serve([])).stop();
    await (await serve([])).stop();
    const { openSqliteStore } = await import('./store/sqlite/open.ts');
    const store = await openSqliteStore({ folder: data });
    try {
      expect(await store.accounts()).toHaveLength(1);
      const classes = await store.classes();
      expect(classes).toMatchObject([{ sample: true, children: 12 }]);
      const members = await store.members(classes[0]!.classId);
      expect(await store.consents(members.map(({ child }) => child))).toHaveLength(12);
    } finally {
      await store.close();
    }
  });

  it('keeps names, PINs and tokens out of its log', async () => {
    const server = await serve(['--log-level', 'debug']);
    await server.stop();
    const { openSqliteStore } = await import('./store/sqlite/open.ts');
    const store = await openSqliteStore({ folder: data });
    const [sample] = await store.classes();
    const names = (await store.members(sample!.classId)).map(({ name }) => name);
    await store.close();
    const log = await readFile(join(data, 'circletime.log'), 'utf8');
    for (const name of names) expect(log + server.output()).not.toContain(name);
  });

  it('says in one sentence that the port is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = String((taken.address() as AddressInfo).port);
    const ended = await run(['start', '--host', '127.0.0.1', '--port', port, '--data', data]);
    taken.close();
    expectOneSentence(ended, new RegExp(`${port} 已被占用`));
  });

  it('says in one sentence that another server uses the data folder', async () => {
    await serve();
    const ended = await run(['start', '--host', '127.0.0.1', '--port', '0', '--data', data, '--lang', 'en']);
    expectOneSentence(ended, /in use by another Circletime/);
  });

  it('says in one sentence that the data folder cannot be written', async () => {
    const file = join(data, 'a-file');
    await writeFile(file, '');
    const ended = await run(['start', '--port', '0', '--data', join(file, 'data')]);
    expectOneSentence(ended, /不能写入数据文件夹/);
  });

  it('says in one sentence that a setting, a PIN or an address is wrong', async () => {
    expectOneSentence(await run(['start', '--port', 'many', '--lang', 'en']), /--port has no such value/);
    expectOneSentence(await run(['start'], { CIRCLETIME_PORT: '-1' }), /CIRCLETIME_PORT/);
    expectOneSentence(await run(['start', '--port', '0', '--data', data, '--pin', '12']), /PIN 太短/);
    expectOneSentence(await run(['start', '--port', '0', '--data', data, '--host', '203.0.113.1']), /--host/);
  });

  it('exports beside a running server, and says in one sentence why it cannot', async () => {
    const server = await serve();
    const out = join(data, 'export');
    const ended = await run(['export', '--data', data, '--out', out]);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain('sessions.csv 0');
    expect(await readFile(join(out, 'codebook.csv'), 'utf8')).toContain('sessions');
    expectOneSentence(await run(['export', '--data', data, '--out', out, '--from', '1.9.']), /--from/);
    expectOneSentence(
      await run(['export', '--data', data, '--out', out, '--session', 'nowhere']),
      /没有这节课/,
    );
    expectOneSentence(await run(['export', '--data', join(data, 'empty'), '--out', out]), /没有记录/);
    await server.stop();
  });

  it('makes no activity of a bad or taken id, and no simulation of bad numbers', async () => {
    expectOneSentence(await run(['new-activity', 'Name Ball']), /编号/);
    expectOneSentence(await run(['new-activity', 'name-ball', '--lang', 'en']), /already/);
    expectOneSentence(await run(['simulate', '--pin', 'x', '--children', '0']), /--children/);
    expectOneSentence(await run(['simulate', '--pin', 'x', '--activity', 'chess']), /--activity/);
    expect((await run(['simulate'], { CIRCLETIME_PIN: '' })).code).not.toBe(0);
    expectOneSentence(await run(['simulate', '--pin', 'x', '--url', 'http://127.0.0.1:1']), /127\.0\.0\.1:1/);
  });

  it('refuses a command or a flag it does not know', async () => {
    expect((await run(['dance'])).code).not.toBe(0);
    expect((await run(['start', '--dance'])).code).not.toBe(0);
    expect((await run([])).code).not.toBe(0);
  });
});
