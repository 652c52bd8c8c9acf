/** `circletime new-activity <id>`: a folder that plays, passes the laws and can be changed at once. */
import { access, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

/** Why nothing was made: a code, worded by the command line in the reader's language. */
export type ScaffoldRefusal = 'bad_id' | 'id_taken' | 'not_a_checkout';

export type Scaffolded =
  | {
      readonly ok: true;
      /** Paths below the root: new files first, then the two registries. */ readonly files: readonly string[];
    }
  | { readonly ok: false; readonly refusal: ScaffoldRefusal };

/** What the template calls itself; both stand for nothing else in it. */
const sample = { folder: 'activities/sample-game', id: 'sample-game', name: 'sampleGame' } as const;

const registries = { rules: 'activities/registry.rules.ts', views: 'activities/registry.views.ts' } as const;

/**
 * Makes `activities/<id>/` in the checkout at `root` from the template, with one line in each registry.
 * `id` is kebab-case, at most 32 characters. Writes nothing when it refuses; rejects on a failing disk.
 */
export async function scaffoldActivity({
  root,
  id,
}: {
  readonly root: string;
  readonly id: string;
}): Promise<Scaffolded> {
  if (!/^(?=.{2,32}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) return { ok: false, refusal: 'bad_id' };
  const files = await templateFiles(root);
  const rules = await readOrNull(join(root, registries.rules));
  const views = await readOrNull(join(root, registries.views));
  if (files.length === 0 || rules === null || views === null) return { ok: false, refusal: 'not_a_checkout' };
  const folder = `activities/${id}`;
  if (id === sample.id || rules.includes(`'./${id}/`) || (await exists(join(root, folder)))) {
    return { ok: false, refusal: 'id_taken' };
  }

  await mkdir(join(root, folder));
  try {
    for (const file of files)
      await copyRenamed(join(root, sample.folder, file), join(root, folder, file), id);
    await writeFile(join(root, registries.rules), withRules(rules, id));
    await writeFile(join(root, registries.views), withViews(views, id));
  } catch (error) {
    await rm(join(root, folder), { recursive: true, force: true });
    await writeFile(join(root, registries.rules), rules);
    await writeFile(join(root, registries.views), views);
    throw error;
  }
  return {
    ok: true,
    files: [...files.map((file) => `${folder}/${file}`), registries.rules, registries.views],
  };
}

/** Paths of the template's files below its folder, sorted; none where there is no template. */
async function templateFiles(root: string): Promise<string[]> {
  const folder = join(root, sample.folder);
  if (!(await exists(folder))) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

async function copyRenamed(from: string, to: string, id: string): Promise<void> {
  const text = await readFile(from, 'utf8');
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, text.replaceAll(sample.id, id).replaceAll(sample.name, camelCase(id)));
}

/** The registry of rules with an import after its last one and the activity after the others. */
function withRules(registry: string, id: string): string {
  const name = `${camelCase(id)}Rules`;
  const imported = registry.lastIndexOf('\nimport ');
  const at = registry.indexOf('\n', imported + 1);
  const importing = `\nimport { ${name} } from './${id}/rules.ts';`;
  return withEntry(registry.slice(0, at) + importing + registry.slice(at), `${key(id)}: ${name},`);
}

function withViews(registry: string, id: string): string {
  return withEntry(registry, `${key(id)}: () => import('./${id}/views.ts'),`);
}

/** A line before the end of the registry's only object. */
function withEntry(registry: string, line: string): string {
  const end = registry.lastIndexOf('\n};');
  if (end < 0) throw new Error('a registry without its closing line');
  return `${registry.slice(0, end)}\n  ${line}${registry.slice(end)}`;
}

/** Quoted only where it has to be, as the formatter wants it. */
function key(id: string): string {
  return id.includes('-') ? `'${id}'` : id;
}

function camelCase(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

async function readOrNull(path: string): Promise<string | null> {
  return (await exists(path)) ? readFile(path, 'utf8') : null;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
