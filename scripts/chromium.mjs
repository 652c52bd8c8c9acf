// Finds a Chromium for the browser tests, or gets one. Plain JS for Node 20.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installDebian, succeeds } from './debian.mjs';
import { ROOT, writeStamp } from './workspace.mjs';

/** Where playwright.config.ts reads the path. */
const FOUND = 'node_modules/.cache/circletime/chromium-path';
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Path of a Chromium that starts, written where playwright.config.ts reads it. In order: `CHROMIUM_PATH`; what the
 * machine has; Debian's package, when we may install it (with a Chinese font, else pictures show boxes); the headless
 * build that comes as an npm package.
 * @param {NodeJS.ProcessEnv} env of the runtime
 */
export function provideChromium(env) {
  const path = chosen() ?? onMachine() ?? fromDebian() ?? fromNpm(env);
  if (path === null)
    throw new Error('No Chromium: install one, or name it in CHROMIUM_PATH. 没有找到 Chromium 浏览器。');
  if (!hasChineseFont()) installDebian('fonts-noto-cjk');
  writeStamp(FOUND, path);
  return path;
}

function chosen() {
  const path = process.env['CHROMIUM_PATH'];
  if (path === undefined || path === '') return null;
  if (!starts(path)) throw new Error(`CHROMIUM_PATH does not start: ${path}`);
  return path;
}

function onMachine() {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const named = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...named, ...ELSEWHERE].find((path) => existsSync(path) && starts(path)) ?? null;
}

function fromDebian() {
  return installDebian('chromium', 'fonts-noto-cjk') ? onMachine() : null;
}

/** @param {NodeJS.ProcessEnv} env */
function fromNpm(env) {
  const script = join(ROOT, 'scripts', 'unpack-chromium.mjs');
  const { status, stdout } = spawnSync('node', [script], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const path = stdout.trim();
  return status === 0 && starts(path) ? path : null;
}

function hasChineseFont() {
  const { status, stdout } = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  return status !== 0 || stdout.trim() !== ''; // without fc-list there is no telling
}

/** @param {string} path */
function starts(path) {
  return succeeds(path, '--version');
}
