import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scaffoldActivity } from './newActivity.ts';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
/** The longest id allowed: what would not fit into a line shows here. */
const longId = 'we-tell-a-story-together-in-ring';

const shortId = 'a1';

const long = process.env['CIRCLETIME_LONG'] === '1';

/** The project's own tools run as processes of their own, on a machine that may be busy with other tests. */
const toolsMs = 300_000;

let root: string;

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'circletime-scaffold-')));
  const parts = ['activities', 'messages', 'scripts', 'src', 'package.json', 'package-lock.json'];
  const settings = (await readdir(checkout)).filter((name) =>
    /^(tsconfig.*\.json|eslint\.config\.js|svelte\.config\.js|vitest\.config\.ts|\.prettier.*)$/.test(name),
  );
  for (const part of [...parts, ...settings])
    await cp(join(checkout, part), join(root, part), { recursive: true });
  await symlink(join(checkout, 'node_modules'), join(root, 'node_modules'), 'junction');
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

/** Runs one of the project's tools in the copy; rejects with what it printed unless it ends well. */
async function tool(name: string, ...args: string[]): Promise<void> {
  const entry = join(root, 'node_modules', name);
  const child = spawn(process.execPath, [entry, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => (printed += text));
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${name} ended with ${String(code)}:\n${printed}`);
}

describe('a new activity', () => {
  it('stands in a folder of its own and in both registries, under its own name everywhere', async () => {
    const scaffolded = await scaffoldActivity({ root, id: longId });
    expect(scaffolded).toMatchObject({ ok: true });
    const files = scaffolded.ok ? scaffolded.files : [];
    expect(files).toEqual(
      expect.arrayContaining([
        `activities/${longId}/rules.ts`,
        `activities/${longId}/views.ts`,
        `activities/${longId}/README.md`,
        `activities/${longId}/messages/zh-CN.json`,
        `activities/${longId}/messages/en.json`,
        'activities/registry.rules.ts',
        'activities/registry.views.ts',
      ]),
    );
    expect(files.some((file) => file.startsWith(`activities/${longId}/golden/`))).toBe(true);
    for (const file of files) {
      const text = await readFile(join(root, file), 'utf8');
      expect(text, file).not.toMatch(/sample-game|sampleGame/);
    }
  });

  it('takes its place after the activities that were there', async () => {
    const rules = await readFile(join(root, 'activities/registry.rules.ts'), 'utf8');
    expect(rules).toMatch(
      /'name-ball': [^}]*'we-tell-a-story-together-in-ring': weTellAStoryTogetherInRingRules,\n};\n$/,
    );
    const views = await readFile(join(root, 'activities/registry.views.ts'), 'utf8');
    expect(views).toContain(`  '${longId}': () => import('./${longId}/views.ts'),\n};`);
  });

  it(
    'passes its tests, the laws of an activity among them, with no edit by hand',
    async () => {
      await expect(
        tool('vitest/vitest.mjs', 'run', '--project', 'node', `activities/${longId}`),
      ).resolves.toBeUndefined();
    },
    toolsMs,
  );

  it(
    'is formatted with no edit by hand, however long or short its id',
    async () => {
      expect(await scaffoldActivity({ root, id: shortId })).toMatchObject({ ok: true });
      await tool('prettier/bin/prettier.cjs', '--check', ...made());
    },
    toolsMs,
  );

  // The template is linted and typed where it stands; what renaming might break needs no look at every run.
  it.runIf(long)(
    'is linted and typed with no edit by hand',
    async () => {
      await tool('../scripts/messages.mjs');
      await tool('eslint/bin/eslint.js', ...made());
      await tool('svelte-check/bin/svelte-check', '--tsconfig', 'src/tsconfig.json', '--threshold', 'error');
    },
    toolsMs,
  );
});

/** Everything that two new activities have put into the copy. */
function made(): string[] {
  return [longId, shortId, 'registry.rules.ts', 'registry.views.ts'].map((path) => `activities/${path}`);
}

describe('nothing is made', () => {
  it.each([
    ['', 'bad_id'],
    ['a', 'bad_id'],
    ['Story', 'bad_id'],
    ['-story', 'bad_id'],
    ['story--ring', 'bad_id'],
    ['../story', 'bad_id'],
    ['故事', 'bad_id'],
    [`${longId}s`, 'bad_id'],
    ['name-ball', 'id_taken'],
    ['sample-game', 'id_taken'],
  ])('for the id "%s": %s', async (id, refusal) => {
    const before = await readdir(join(root, 'activities'));
    expect(await scaffoldActivity({ root, id })).toEqual({ ok: false, refusal });
    expect(await readdir(join(root, 'activities'))).toEqual(before);
  });

  it('outside a checkout', async () => {
    const empty = join(root, 'elsewhere');
    await mkdir(empty);
    expect(await scaffoldActivity({ root: empty, id: 'story' })).toEqual({
      ok: false,
      refusal: 'not_a_checkout',
    });
    expect(await readdir(empty)).toEqual([]);
  });
});
