#!/usr/bin/env node
// The one program: prepares the checkout, then runs the commands of server/cli.ts on the pinned runtime.
// Plain JS, because the host's Node may be as old as 20; imports nothing from node_modules.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { buildWeb } from '../scripts/build.mjs';
import { setup } from '../scripts/setup.mjs';
import { ROOT } from '../scripts/workspace.mjs';

/** Commands that serve the web apps. */
const SERVING = new Set(['start']);

/** V8's nursery, MB: by itself it grows with the machine, to over a hundred when a class comes in at once. */
const NURSERY = '--max-semi-space-size=16';

const args = process.argv.slice(2);

try {
  const env = setup();
  if (SERVING.has(args[0] ?? '') && !args.includes('--help') && !args.includes('-h')) buildWeb(env);
  runCommand(env);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @param {NodeJS.ProcessEnv} env */
function runCommand(env) {
  const child = spawn('node', [NURSERY, join(ROOT, 'server', 'cli.ts'), ...args], { env, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => {
      // Ctrl+C in a terminal reaches the child by itself; once more would read as impatience.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  child.on('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + constants.signals[signal ?? 'SIGKILL']);
  });
}
