// Builds the web apps to dist/ unless nothing changed since the last build. Run: node scripts/build.mjs
// Everything that may be imported here is plain JS for Node 20; the compilers run on the pinned runtime.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { install } from './install.mjs';
import { messagesAreCurrent } from './messages.mjs';
import { runtimeEnvironment } from './runtime.mjs';
import { ROOT, filesIn, hashFiles, isMain, readStamp, writeStamp } from './workspace.mjs';

/** Inside dist, which every build empties: a build by other means leaves no stamp behind that is not true. */
const STAMP = 'dist/.vite/stamp';
const PAGES = ['index.html', 'join.html', 'console.html', 'review.html'];

/**
 * Compiles the messages if any changed.
 * @param {NodeJS.ProcessEnv} env of the runtime
 */
export function buildMessages(env) {
  if (!messagesAreCurrent()) run(env, 'scripts/messages.mjs');
}

/**
 * Builds the web apps if any input changed, and says so in one line.
 * @param {NodeJS.ProcessEnv} env of the runtime
 */
export function buildWeb(env) {
  const hash = hashFiles(webInputs());
  if (readStamp(STAMP) === hash && PAGES.every((page) => existsSync(join(ROOT, 'dist', page)))) return;
  console.log('正在生成网页… Building the web pages…');
  // The page tells the server which build it is of, so that a stale one is told to reload.
  run(
    { ...env, VITE_BUILD: hash.slice(0, 12) },
    'node_modules/vite/bin/vite.js',
    'build',
    '--logLevel',
    'warn',
  );
  compress();
  writeStamp(STAMP, hash);
}

function webInputs() {
  const sources = ['src', 'activities', 'messages', 'public']
    .flatMap(filesIn)
    .filter(
      (path) => !/\.(test|testing)\.ts$/.test(path) && !path.endsWith('.md') && !path.includes('/golden/'),
    );
  const settings = ['vite.config.ts', 'svelte.config.js', 'package-lock.json', 'scripts/build.mjs'];
  return [...PAGES, ...sources, ...settings];
}

/**
 * Writes `<file>.gz` beside each text file of the build: tablets on weak Wi-Fi get a third of the bytes, and the laptop
 * compresses once instead of once per tablet. (No brotli: browsers accept it on https only.)
 */
function compress() {
  for (const path of filesIn('dist').filter((name) => /\.(js|css|html|svg|json)$/.test(name))) {
    const bytes = readFileSync(join(ROOT, path));
    if (bytes.length > 1024) writeFileSync(join(ROOT, `${path}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

/** @param {NodeJS.ProcessEnv} env @param {string} script @param {string[]} args */
function run(env, script, ...args) {
  const { status } = spawnSync('node', [script, ...args], { cwd: ROOT, env, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${script} 没有成功。${script} failed.`);
}

if (isMain(import.meta.url)) {
  install();
  const env = runtimeEnvironment();
  buildMessages(env);
  buildWeb(env);
}
