import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { expectOneSentence, run } from '../../tests/support/command.ts';
import { newFolder } from '../../tests/support/folder.ts';
import { freePort, startServer } from '../../tests/support/serverProcess.ts';
import { openSqliteReader, openSqliteStore, recordFile } from '../store/sqlite/open.ts';

/** A data folder with a record of one class. */
async function dataFolder(): Promise<string> {
  const data = await newFolder();
  const store = await openSqliteStore({ folder: data });
  await store.addClass({ classId: 'c1', name: '三年级', kind: 'class', sample: false, createdWall: 0 });
  await store.close();
  return data;
}
async function classesIn(data: string): Promise<readonly string[]> {
  const reader = await openSqliteReader({ folder: data });
  const classes = await reader.classes();
  await reader.close();
  return classes.map(({ name }) => name);
}
const backup = (data: string, ...more: string[]) => run(['backup', '--data', data, ...more]);
const restore = (data: string, ...more: string[]) => run(['restore', '--data', data, ...more]);
const spoil = (data: string) => writeFile(join(data, recordFile), Buffer.alloc(8192, 7));

it('backs up beside a running server, says where to and what is in it', async () => {
  const data = await dataFolder();
  const server = await startServer({ data, port: await freePort() });
  onTestFinished(() => server.kill());
  const { code, out, err } = await backup(data);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const file = /(\/\S+\.db)/.exec(out)?.[1] ?? '';
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(out).toContain('孩子的姓名');
  const stick = join(data, 'stick');
  expect((await backup(data, '--to', stick, '--lang', 'en')).out).toContain('names of children');
  expect(await readdir(stick)).toHaveLength(1);
  expectOneSentence(await restore(data, '--newest', '--yes'), /正被另一个围圈时光使用/);
});

it('says in the help of both commands that a backup holds names', async () => {
  expect((await run(['backup', '--help'])).out).toContain('孩子的姓名');
  const { out } = await run(['restore', '--help', '--lang', 'en']);
  expect(out.replaceAll(/\s+/g, ' ')).toContain('names of children');
});

it('restores the newest or a named backup, keeps what it replaced, and does neither without a yes', async () => {
  const data = await dataFolder();
  await backup(data);
  const [name = ''] = await readdir(join(data, 'backups'));
  const file = join(data, 'backups', name);
  await spoil(data);
  expectOneSentence(await restore(data, '--newest'), /--yes/);
  expect((await restore(data, '--newest', '--yes')).out).toContain(join(data, 'replaced', '1'));
  expect(await classesIn(data)).toEqual(['三年级']);
  expect(await readdir(join(data, 'replaced', '1'))).toContain(recordFile);
  const fresh = join(data, 'fresh');
  expect((await restore(fresh, file, '--yes')).code).toBe(0);
  expect(await classesIn(fresh)).toEqual(['三年级']);
});

it('says in one sentence why nothing was backed up or restored', async () => {
  const data = await dataFolder();
  const letter = join(data, 'letter.txt');
  await writeFile(letter, 'a letter');
  expectOneSentence(await backup(join(data, 'empty')), /没有记录/);
  expectOneSentence(await restore(data, '--newest', '--yes'), /没有完好的备份/);
  expectOneSentence(await restore(data, '--yes'), /--newest/);
  expectOneSentence(await restore(data, letter, '--yes', '--lang', 'en'), /no backup of Circletime/);
  expectOneSentence(await restore(data, join(data, 'gone.db'), '--yes'), /没有文件/);
  await spoil(data);
  expectOneSentence(await backup(data), /记录坏了/);
  expect(await readdir(join(data, 'backups'))).toEqual([]);
});

it('does not start on a damaged record: it names the newest whole backup and the command', async () => {
  const data = await dataFolder();
  const start = (...more: string[]) =>
    run(['start', '--host', '127.0.0.1', '--port', '0', '--data', data, ...more]);
  await backup(data);
  await backup(data);
  const [first = '', second = ''] = (await readdir(join(data, 'backups'))).sort();
  await spoil(data);
  expectOneSentence(await start(), new RegExp(`坏了.*${second}.*restore --newest`));
  await writeFile(join(data, 'backups', second), 'damaged, too');
  expectOneSentence(await start('--lang', 'en'), new RegExp(`damaged.*${first}.*restore --newest`));
  await rm(join(data, 'backups'), { recursive: true });
  expectOneSentence(await start(), /没有完好的备份/);
});

const terminals = spawnSync('script', ['--version']).status === 0;
if (!terminals) {
  it.skip('script (util-linux) is not available here: nobody can be asked at a terminal', () => undefined);
}

it.runIf(terminals)(
  'offers the backup where somebody sits at the terminal, and starts once the answer is yes',
  async () => {
    const data = await dataFolder();
    await backup(data);
    await copyFile(join(data, recordFile), join(data, 'whole.db'));
    for (const answer of ['n', '好']) {
      await spoil(data);
      const terminal = atTerminal([
        'start',
        '--host',
        '127.0.0.1',
        '--port',
        '0',
        '--data',
        data,
        '--pin',
        '2468',
      ]);
      await terminal.shows('y/N');
      terminal.types(answer);
      if (answer === '好') {
        await terminal.shows('ready http');
        terminal.interrupts();
        expect(await terminal.ended).toBe(0);
        expect(await classesIn(data)).toEqual(['三年级']);
      } else expect(await terminal.ended).toBe(1);
    }
  },
);

/** The program on a terminal of its own, made by `script` of util-linux. */
function atTerminal(args: readonly string[]) {
  // A shell that stayed in between would be interrupted, too, and end as it pleases.
  const command = ['exec', process.execPath, 'server/cli.ts', ...args].join(' ');
  const child = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    ended: once(child, 'exit').then(([code]) => code as number),
    types: (text: string) => child.stdin.write(`${text}\n`),
    interrupts: () => child.stdin.write('\u0003'),
    shows: (text: string) => expect.poll(() => output, { timeout: 20_000 }).toContain(text),
  };
}
