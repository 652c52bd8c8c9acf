// Checks what pages load before anything is on the screen. Run: node scripts/size.mjs
// Weak Wi-Fi and old tablets set the limit for /join; a lesson's page has one so that its charts stay what they are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT, isMain } from './workspace.mjs';

/** Bytes of JS, gzip. */
export const TABLET_BUDGET = 60 * 1024;
const LESSON_BUDGET = 30 * 1024;
const TABLET = 'join.html';
const REVIEW = 'review.html';
const LESSON = 'src/review/Lesson.svelte';

/** @typedef {{ file: string, imports?: string[] }} Chunk */
/** @typedef {{ file: string, bytes: number }} Size */

/**
 * Files of `entry` and of everything it imports statically, each once; what is imported lazily is not of the first load.
 * @param {Record<string, Chunk>} manifest as Vite writes it
 * @param {string} entry
 * @param {string[]} [loaded] files that are there already
 * @returns {string[]}
 */
export function firstLoad(manifest, entry, loaded = []) {
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
    .filter((file) => file.endsWith('.js') && !loaded.includes(file));
}

/** @returns {Record<string, Chunk>} of the last build */
function readManifest() {
  return JSON.parse(readFileSync(join(ROOT, 'dist/.vite/manifest.json'), 'utf8'));
}

/** @param {string} file @returns {Size} */
function sizeOf(file) {
  return { file, bytes: gzipSync(readFileSync(join(ROOT, 'dist', file)), { level: 9 }).length };
}

/** @returns {Size[]} what a tablet loads first, as it was built last */
export function tabletFiles() {
  return firstLoad(readManifest(), TABLET).map(sizeOf);
}

/** @returns {Size[]} what a lesson's page adds to the review's own pages (Svelte, the line to the server) before it stands */
function lessonFiles() {
  const manifest = readManifest();
  return firstLoad(manifest, LESSON, firstLoad(manifest, REVIEW)).map(sizeOf);
}

/** @param {string} what @param {Size[]} sizes @param {number} budget */
function report(what, sizes, budget) {
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { file, bytes } of sizes) console.log(`${String(bytes).padStart(7)}  ${file}`);
  console.log(`${String(total).padStart(7)}  of ${budget} bytes of JS (gzip) ${what}`);
  if (total > budget) process.exitCode = 1;
}

if (isMain(import.meta.url)) {
  report('in a tablet’s first load', tabletFiles(), TABLET_BUDGET);
  report('that a lesson’s page adds to the review', lessonFiles(), LESSON_BUDGET);
}
