// What every script needs to know about the checkout: its root, the hash of files, stamps. Plain JS for Node 20.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the checkout, without a trailing separator. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Whether the module at `url` is the one that was started, not one that was imported. @param {string} url */
export function isMain(url) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);
}

/** Paths (relative to the root, sorted) of every file in `folder`; a missing folder has none. @param {string} folder */
export function filesIn(folder) {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true })
    .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
    .filter((name) => statSync(join(ROOT, name)).isFile())
    .sort();
}

/**
 * SHA-256 (hex) over the names and bytes of `paths`, relative to the root; a missing file counts as such.
 * @param {readonly string[]} paths
 */
export function hashFiles(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    const absolute = join(ROOT, path);
    hash.update(path).update('\0');
    hash.update(existsSync(absolute) ? readFileSync(absolute) : 'missing').update('\0');
  }
  return hash.digest('hex');
}

/**
 * The stamp last written to `path`, or null. A stamp is the hash of the inputs that made what it stands for.
 * @param {string} path
 */
export function readStamp(path) {
  const absolute = join(ROOT, path);
  return existsSync(absolute) ? readFileSync(absolute, 'utf8').trim() : null;
}

/** @param {string} path @param {string} value */
export function writeStamp(path, value) {
  const absolute = join(ROOT, path);
  mkdirSync(dirname(absolute), { recursive: true });
  writeFileSync(absolute, value + '\n');
}
