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
    expectOneSentence(await run(['start', '--port', '0', '--data', data, '--pin', '12']), /密码（PIN）太短/);
    expectOneSentence(await run(['start', '--port', '0', '--data', data, '--host', '203.0.113.1']), /--host/);
  });

  const importing = (file: string, ...flags: readonly string[]) =>
    run([
      'import-turns',
      file,
      '--data',
      data,
      '--class',
      '示例班级',
      '--date',
      '2026-03-02T09:30',
      ...flags,
    ]);

  it('imports turns, once, and reports every fault by its row', async () => {
    await (await serve()).stop();
    const file = join(data, 'tally.csv');
    await writeFile(file, 'start,speaker\n1,谁都不是\n');
    const unknown = await importing(file);
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(unknown.err.trim()).toBe('第 2 行：“说话人（speaker）”里的名字不在名单上。');
    await writeFile(file, 'start,speaker,kind\nx,老师,\n3,老师,shout\n');
    const torn = await importing(file, '--lang', 'en');
    expect(torn.err.trim().split('\n')).toEqual([
      'Row 2: “start” is no time: write seconds (12.5) or h:mm:ss (0:01:05).',
      'Row 3: “kind” is not understood.',
    ]);
    await writeFile(file, 'start,end,speaker\n1,2,老师\n');
    const looked = await importing(file, '--dry-run');
    expect(looked).toMatchObject({ code: 0, err: '' });
    expect(looked.out).toContain('没有导入');
    const kept = await importing(file, '--lang', 'en', '--regime', 'called', '--activity', 'story');
    expect(kept).toMatchObject({ code: 0, err: '' });
    expect(kept.out).toMatch(/^1 rows: 0 turns, 1 runs, 2 seconds;.*\nImported: \w+\n$/);
    expectOneSentence(await importing(file), /已经导入过/);
  });

  it('says in one sentence why it cannot import', async () => {
    const server = await serve();
    const file = join(data, 'tally.csv');
    await writeFile(file, 'start,speaker\n1,老师\n');
    expectOneSentence(await importing(file), /正被另一个围圈时光使用/);
    await server.stop();
    expectOneSentence(await importing(file, '--class', 'nobody'), /没有这个班级/);
    expectOneSentence(await importing(file, '--date', '2026-03-02T25:00'), /--date/);
    expectOneSentence(await importing(file, '--activity', '活动'), /--activity/);
    expectOneSentence(await importing(join(data, 'none.csv')), /没有文件/);
  });

  it('exports beside a running server, and says in one sentence why it cannot', async () => {
    const server = await serve();
    const out = join(data, 'export');
    const whole = ['--format', 'all', '--recipient', '某大学', '--rehearsals'];
    const ended = await run(['export', '--data', data, '--out', out, ...whole]);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain('sessions.csv 0');
    expect(ended.out).toContain('boris/tabular.csv 0');
    expect(await readFile(join(out, 'codebook.csv'), 'utf8')).toContain('sessions');
    expect(await readFile(join(out, 'README.txt'), 'utf8')).toContain('某大学');
    expectOneSentence(await run(['export', '--data', data, '--out', out]), /里已经有东西/);
    const other = join(data, 'other');
    expectOneSentence(await run(['export', '--data', data, '--out', other, '--from', '1.9.']), /--from/);
    expectOneSentence(await run(['export', '--data', data, '--out', other, '--format', 'pdf']), /--format/);
    expectOneSentence(
      await run(['export', '--data', data, '--out', other, '--session', 'nowhere']),
      /没有这节课/,
    );
    expectOneSentence(await run(['export', '--data', join(data, 'empty'), '--out', other]), /没有记录/);
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
