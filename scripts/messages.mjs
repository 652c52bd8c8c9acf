// Compiles the messages of every area and activity to generated/paraglide. Run: node scripts/messages.mjs [--force]
// The list of files is made from the folders on disk, because the message-format plugin takes no wildcard: a pattern
// with `*` compiles zero messages and reports success. So does its plugin when it must come from a CDN, offline;
// hence the path into node_modules and the count at the end.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, hashFiles, isMain, readStamp, writeStamp } from './workspace.mjs';

/** The base language first. */
export const LOCALES = /** @type {const} */ (['zh-CN', 'en']);
const OUTPUT = 'generated/paraglide';
const STAMP = 'generated/messages.stamp';

/** Folders (relative to the project's root) that hold one `<locale>.json` per language. */
export function messageFolders() {
  const areas = subfolders('messages').map((area) => `messages/${area}`);
  const activities = subfolders('activities').map((id) => `activities/${id}/messages`);
  return [...areas, ...activities].filter((folder) => existsSync(join(ROOT, folder, `${LOCALES[0]}.json`)));
}

/** @param {string} folder */
function subfolders(folder) {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Hash of everything the compiled messages depend on. */
function inputsHash() {
  const files = messageFolders().flatMap((folder) => LOCALES.map((locale) => `${folder}/${locale}.json`));
  return hashFiles([...files, 'scripts/messages.mjs', 'scripts/pinyin.mjs', 'package-lock.json']);
}

/** Whether the compiled messages are those of the files as they are now. */
export function messagesAreCurrent() {
  return readStamp(STAMP) === inputsHash() && existsSync(join(ROOT, OUTPUT, 'messages.js'));
}

/** Compiles unless nothing changed since the last time. Returns whether it compiled. */
export async function compileMessages({ force = false } = {}) {
  if (!force && messagesAreCurrent()) return false;
  const folders = messageFolders();
  const hash = inputsHash();
  // Made aside and swapped in whole: a compiler or test that reads along never sees half of it.
  const aside = `generated/.messages-${process.pid}`;
  try {
    writeProject(`${aside}/project.inlang`, folders);
    await compileInto(`${aside}/paraglide`, `${aside}/project.inlang`);
    await refuseMissing(`${aside}/paraglide`, expectedKeys(folders));
    await writeReadings(`${aside}/paraglide/readings.json`, folders);
    rmSync(join(ROOT, OUTPUT), { recursive: true, force: true });
    renameSync(join(ROOT, aside, 'paraglide'), join(ROOT, OUTPUT));
  } finally {
    rmSync(join(ROOT, aside), { recursive: true, force: true });
  }
  writeStamp(STAMP, hash);
  return true;
}

/** @param {string} outdir @param {string} project */
async function compileInto(outdir, project) {
  const { compile } = await import('@inlang/paraglide-js');
  await compile({
    project: join(ROOT, project),
    outdir: join(ROOT, outdir),
    // A module per message lets the bundler give each app its own messages only.
    outputStructure: 'message-modules',
    // The app sets its language itself (`overwriteGetLocale`); the server names it with each call.
    strategy: ['globalVariable', 'baseLocale'],
    isServer: 'false',
    emitTsDeclarations: true,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
    emitReadme: false,
  });
}

/** Keys of the base language, flattened with dots as the compiler names its functions. @param {string[]} folders */
function expectedKeys(folders) {
  return folders.flatMap((folder) => Object.keys(flattenMessages(readBase(folder))));
}

/**
 * `{a: {b: 'text'}}` → `{'a.b': 'text'}`; a variant message (an array) counts as one.
 * @param {object} tree
 * @returns {Record<string, string | object[]>}
 */
export function flattenMessages(tree, prefix = '') {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' || Array.isArray(value)
        ? [[prefix + key, value]]
        : Object.entries(flattenMessages(value, `${prefix}${key}.`)),
    ),
  );
}

/**
 * The pinyin of what a tablet may say: its own texts, the common ones and the activities'. A page loads it only
 * where pinyin is switched on.
 * @param {string} file @param {string[]} folders
 */
async function writeReadings(file, folders) {
  // Not at the top: who only asks whether messages are current needs no dictionary.
  const { readingsOf } = await import('./pinyin.mjs');
  const said = folders.filter((folder) => /^(activities\/|messages\/(common|tablet)$)/.test(folder));
  const texts = said.flatMap((folder) => Object.values(flattenMessages(readBase(folder))));
  const plain = texts.filter(/** @returns {text is string} */ (text) => typeof text === 'string');
  writeFileSync(join(ROOT, file), JSON.stringify(readingsOf(plain), null, 1) + '\n');
}

/** @param {string} folder */
function readBase(folder) {
  return JSON.parse(readFileSync(join(ROOT, folder, `${LOCALES[0]}.json`), 'utf8'));
}

/**
 * The compiler says success when its plugin found nothing; so look whether every key became a function.
 * @param {string} folder @param {string[]} keys
 */
async function refuseMissing(folder, keys) {
  const { m } = await import(pathToFileURL(join(ROOT, folder, 'messages.js')).href);
  const missing = keys.filter((key) => typeof m[key] !== 'function');
  if (missing.length > 0) throw new Error(`messages were not compiled: ${missing.join(', ')}`);
}

/** @param {string} project its path is two folders below the root @param {string[]} folders */
function writeProject(project, folders) {
  const settings = {
    baseLocale: LOCALES[0],
    locales: LOCALES,
    modules: ['../../node_modules/@inlang/plugin-message-format/dist/index.js'],
    'plugin.inlang.messageFormat': {
      pathPattern: folders.map((folder) => `../../${folder}/{locale}.json`),
    },
  };
  mkdirSync(join(ROOT, project), { recursive: true });
  writeFileSync(join(ROOT, project, 'settings.json'), JSON.stringify(settings, null, 2) + '\n');
}

if (isMain(import.meta.url)) {
  const compiled = await compileMessages({ force: process.argv.includes('--force') });
  console.log(compiled ? `messages compiled to ${OUTPUT}` : 'messages are up to date');
}
