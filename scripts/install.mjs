// Brings node_modules to what package-lock.json says. Plain JS for Node 20.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './workspace.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage */

/**
 * Whether node_modules holds what the lock file asks for. npm writes its own lock inside node_modules as the last act
 * of an install, so an interrupted one is noticed too.
 */
export function isInstalled() {
  const wanted = lockedPackages('package-lock.json');
  const found = lockedPackages('node_modules/.package-lock.json');
  return wanted !== null && found !== null && satisfies(found, wanted);
}

/**
 * Whether every package of `wanted` is there in the same version and with the same bytes. Optional packages, such as
 * other platforms' runtimes, may be missing.
 * @param {Record<string, LockedPackage>} found @param {Record<string, LockedPackage>} wanted by path
 */
export function satisfies(found, wanted) {
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    const there = found[path];
    if (path === '' || (there === undefined && optional)) return true; // '' is the project itself
    return there?.version === version && there?.integrity === integrity;
  });
}

/** @param {string} path @returns {Record<string, LockedPackage> | null} */
function lockedPackages(path) {
  const absolute = join(ROOT, path);
  return existsSync(absolute) ? JSON.parse(readFileSync(absolute, 'utf8')).packages : null;
}

/** Installs unless everything is there. Throws when npm could not. */
export function install() {
  if (isInstalled()) return;
  console.log(
    '正在安装所需软件(仅首次或更新后)… Installing what is missing (first time or after an update)…',
  );
  // No install script is needed: every binary comes inside its package. Node 20 is below what some packages ask for,
  // but they run on the pinned runtime, so npm's warnings about engines would only mislead.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const windows = process.platform === 'win32'; // there npm is a .cmd, which needs a shell
  const { status, error } = spawnSync('npm', args, { cwd: ROOT, stdio: 'inherit', shell: windows });
  if (error) throw error;
  if (status !== 0 || !isInstalled())
    throw new Error(
      'npm ci 未能完成,请检查网络后重试。npm ci did not finish: check the network and try again.',
    );
}
