import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOCALES } from './messages.mjs';
import { ROOT } from './workspace.mjs';

/** A checkout of its own, with the real starter and a command line of three lines. */
let checkout: string;

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'circletime-checkout-'));
  for (const path of ['bin', 'scripts', 'package.json', 'package-lock.json'])
    cpSync(join(ROOT, path), join(checkout, path), { recursive: true });
  mkdirSync(join(checkout, 'messages', 'common'), { recursive: true });
  for (const locale of LOCALES)
    writeFileSync(join(checkout, 'messages', 'common', `${locale}.json`), '{ "common": { "appName": "x" } }');
  mkdirSync(join(checkout, 'server'));
});

afterEach(() => {
  rmSync(checkout, { recursive: true, force: true });
});

function commandLine(source: string) {
  writeFileSync(join(checkout, 'server', 'cli.ts'), source);
}

function withPackages() {
  symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
}

/** Packages as npm leaves them, but without the pinned runtime; and a host whose Node says it is `version`. */
function withHostNode(version: string): NodeJS.ProcessEnv {
  mkdirSync(join(checkout, 'node_modules'));
  cpSync(join(checkout, 'package-lock.json'), join(checkout, 'node_modules', '.package-lock.json'));
  const folder = join(checkout, 'host');
  mkdirSync(folder);
  writeFileSync(join(folder, 'node'), `#!/bin/sh\necho ${version}\n`);
  chmodSync(join(folder, 'node'), 0o755);
  return { ...process.env, PATH: [folder, '/usr/bin', '/bin'].join(delimiter) };
}

const starter = () => join(checkout, 'bin', 'circletime.mjs');

describe('the starter', () => {
  it('hands on arguments and the exit code', () => {
    withPackages();
    commandLine(
      "const args: string[] = process.argv.slice(2); console.log(args.join('|')); process.exit(7);",
    );
    const { status, stdout } = spawnSync(process.execPath, [starter(), 'export', '--data', 'a b'], {
      encoding: 'utf8',
    });
    expect(stdout).toContain('export|--data|a b');
    expect(status).toBe(7);
  });

  it('lets the command end in its own way when told to stop', async () => {
    withPackages();
    commandLine(
      "process.on('SIGTERM', () => { console.log('saved'); process.exit(0); }); setInterval(() => 0, 1000); console.log('up');",
    );
    const child = spawn(process.execPath, [starter(), 'export'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.on('data', (bytes: Buffer) => {
      output += bytes.toString();
      if (output.endsWith('up\n')) child.kill('SIGTERM');
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(output).toMatch(/up\nsaved\n$/);
    expect(code).toBe(0);
  });

  it('refuses an old Node in one sentence of each language, before anything is loaded', () => {
    const env = withHostNode('20.11.1');
    commandLine("console.log('loaded');");
    const { status, stdout, stderr } = spawnSync(process.execPath, [starter(), 'start'], {
      encoding: 'utf8',
      env,
    });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(
        /需要 Node 22\.18.*20\.11\.1.*Circletime needs Node 22\.18 or newer; this is 20\.11\.1/,
      ),
    ]);
  });
});
