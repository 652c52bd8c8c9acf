// Compiles the messages of every area and activity to generated/paraglide. Run: node scripts/messages.mjs [--force]
// The list of files is made from the folders on disk, because the message-format plugin takes no wildcard: a pattern
// with `*` compiles zero messages and reports success. So does its plugin when it must come from a CDN, offline;
// hence the path into node_modules and the count at the end.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, hashFiles, isMain, readStamp, writeStamp } from './workspace.mjs';

export const LOCALES = ['zh-CN', 'en'];
const PROJECT = 'generated/project.inlang';
const OUTPUT = 'generated/paraglide';
const STAMP = 'generated/messages.stamp';

/** Folders (relative to the project's root) that hold one `<locale>.json` per language. */
export function messageFolders() {
  const areas = subfolders('messages').map((area) => `messages/${area}`);
  const activities = subfolders('activities').map((id) => `activities/${id}/messages`);
  return [...areas, ...activities].filter((folder) => existsSync(join(ROOT, folder, `${LOCALES[0]}.json`)));
}

function subfolders(folder) {
  const path = join(ROOT, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** Compiles unless nothing changed since the last time. Returns whether it compiled. */
export async function compileMessages({ force = false } = {}) {
  const folders = messageFolders();
  const inputs = folders.flatMap((folder) => LOCALES.map((locale) => `${folder}/${locale}.json`));
  const hash = hashFiles([...inputs, 'scripts/messages.mjs', 'package-lock.json']);
  if (!force && readStamp(STAMP) === hash && existsSync(join(ROOT, OUTPUT, 'messages.js'))) return false;

  writeProject(folders);
  const { compile } = await import('@inlang/paraglide-js');
  await compile({
    project: join(ROOT, PROJECT),
    outdir: join(ROOT, OUTPUT),
    outputStructure: 'locale-modules',
    // The app sets its language itself (`overwriteGetLocale`); the server names it with each call.
    strategy: ['globalVariable', 'baseLocale'],
    isServer: 'false',
    emitTsDeclarations: true,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
    emitReadme: false,
  });
  writeStamp(STAMP, hash);
  return true;
}

function writeProject(folders) {
  const settings = {
    $schema: 'https://inlang.com/schema/project-settings',
    baseLocale: LOCALES[0],
    locales: LOCALES,
    modules: ['../node_modules/@inlang/plugin-message-format/dist/index.js'],
    'plugin.inlang.messageFormat': { pathPattern: folders.map((folder) => `../${folder}/{locale}.json`) },
  };
  rmSync(join(ROOT, PROJECT), { recursive: true, force: true });
  mkdirSync(join(ROOT, PROJECT), { recursive: true });
  writeFileSync(join(ROOT, PROJECT, 'settings.json'), JSON.stringify(settings, null, 2) + '\n');
}

if (isMain(import.meta.url)) {
  const compiled = await compileMessages({ force: process.argv.includes('--force') });
  console.log(compiled ? `messages compiled to ${OUTPUT}` : 'messages are up to date');
  // The compiler's storage leaves a 30 s timer behind; nothing is waiting for it.
  process.exit(0);
}
