// Checks the budget of a tablet's first load. Run: node scripts/size.mjs
// Weak Wi-Fi and old tablets set the limit: what /join loads before anything is on the screen.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT, isMain } from './workspace.mjs';

/** Bytes of JS, gzip. */
export const TABLET_BUDGET = 60 * 1024;
const ENTRY = 'join.html';

/** @typedef {{ file: string, imports?: string[] }} Chunk */

/**
 * Files of `entry` and of everything it imports statically, each once; what is imported lazily is not of the first load.
 * @param {Record<string, Chunk>} manifest as Vite writes it
 * @param {string} entry
 * @returns {string[]}
 */
export function firstLoad(manifest, entry) {
  /** @type {Set<string>} */
  const seen = new Set();
  /** @param {string} name */
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`not in the manifest: ${name}`);
    chunk.imports?.forEach(visit);
  };
  visit(entry);
  return [...seen]
    .map((name) => /** @type {Chunk} */ (manifest[name]).file)
    .filter((file) => file.endsWith('.js'));
}

/** @returns {{ file: string, bytes: number }[]} what a tablet loads first, as it was built last */
export function tabletFiles() {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'dist/.vite/manifest.json'), 'utf8'));
  return firstLoad(manifest, ENTRY).map((file) => ({
    file,
    bytes: gzipSync(readFileSync(join(ROOT, 'dist', file)), { level: 9 }).length,
  }));
}

function report() {
  const sizes = tabletFiles();
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { file, bytes } of sizes) console.log(`${String(bytes).padStart(7)}  ${file}`);
  console.log(
    `${String(total).padStart(7)}  of ${TABLET_BUDGET} bytes of JS (gzip) in a tablet's first load`,
  );
  if (total > TABLET_BUDGET) process.exitCode = 1;
}

if (isMain(import.meta.url)) report();
