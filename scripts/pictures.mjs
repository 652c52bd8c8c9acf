// Writes the pictures of children and doors as static files, so that they weigh on no app's JavaScript.
// Run after a change of the vocabulary: node scripts/pictures.mjs. The files are committed.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { animals, doorPictures } from '../src/wire/vocabulary.ts';
import { ROOT } from './workspace.mjs';

/**
 * Where an id of ours is not the picture's own name in Fluent Emoji; a head reads better from afar than a small body.
 * @type {Readonly<Record<string, string>>}
 */
const NAMES = {
  bee: 'honeybee',
  cat: 'cat-face',
  chick: 'front-facing-baby-chick',
  cow: 'cow-face',
  dog: 'dog-face',
  horse: 'horse-face',
  ladybug: 'lady-beetle',
  monkey: 'monkey-face',
  mouse: 'mouse-face',
  pig: 'pig-face',
  rabbit: 'rabbit-face',
  sheep: 'ewe',
  tiger: 'tiger-face',
  whale: 'spouting-whale',
  apple: 'red-apple',
  boat: 'sailboat',
  cup: 'teacup-without-handle',
  leaf: 'maple-leaf',
};

const source = createRequire(import.meta.url).resolve('@iconify-json/fluent-emoji-flat/icons.json');
const set = JSON.parse(readFileSync(source, 'utf8'));

/** @param {string} id */
function picture(id) {
  const name = NAMES[id] ?? id;
  const icon = set.icons[name];
  if (!icon) throw new Error(`Fluent Emoji has no picture "${name}" for "${id}"`);
  const side = icon.width ?? set.width ?? 32;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">${icon.body}</svg>\n`;
}

/** @param {string} folder @param {readonly string[]} ids */
function writeFolder(folder, ids) {
  const path = join(ROOT, 'public', folder);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  for (const id of ids) writeFileSync(join(path, `${id}.svg`), picture(id));
}

writeFolder('animals', animals);
writeFolder('doors', doorPictures);
